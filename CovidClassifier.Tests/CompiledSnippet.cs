using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CovidClassifier.Tests;

/// <summary>Compiles a few lines of C# as a user of the library would, to tell what can be written and what cannot.</summary>
internal static class CompiledSnippet
{
    private static readonly string[] Kinds = ["System.", "netstandard.", "Microsoft.ML."];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Kinds.Any(kind => Path.GetFileName(p).StartsWith(kind, StringComparison.Ordinal)))
            .Select(p => MetadataReference.CreateFromFile(p)),
        MetadataReference.CreateFromFile(typeof(CovidModel).Assembly.Location),
    ];

    /// <summary>The errors and warnings, each as "CS0029: sentence".</summary>
    /// <param name="statements">Top-level statements.</param>
    /// <param name="namespaces">Used beside those that every project uses by itself.</param>
    public static IReadOnlyList<string> Problems(string statements, params string[] namespaces)
    {
        string[] all = ["System", "System.Collections.Generic", "System.Linq", .. namespaces];
        string source = string.Concat(all.Select(n => $"using {n};\n")) + statements;
        var compilation = CSharpCompilation.Create(
            "snippet",
            [CSharpSyntaxTree.ParseText(source)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        return
        [
            .. compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)
                .Select(d => $"{d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"),
        ];
    }
}
