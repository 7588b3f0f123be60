using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CovidClassifier.Tests.Documentation;

/// <summary>Compiles snippets as a reader would who has <c>using CovidClassifier;</c> and the usings that an SDK project has by itself.</summary>
internal static class SnippetCompiler
{
    private const string Usings =
        "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Net.Http; using System.Threading; using " +
            "System.Threading.Tasks; using CovidClassifier;";

    // what pages take as known
    private const string Known = """
        static string[] args = null!; static string path = null!; static CovidModelBuilder builder = null!;
        static CovidModel model = null!; static XRayDataset dataset = null!;
        static XRayImage[] images = null!; static EvaluationResult result = null!; static ClassificationMetrics metrics = null!;
        static Prediction prediction = null!; static Prediction p = null!;
        static ImageExplanation explanation = null!; static IProgress<TrainingProgress> progress = null!; static CancellationToken cancellationToken;
        """;

    private static readonly Lazy<MetadataReference[]> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(File.Exists)
            .Select(f => MetadataReference.CreateFromFile(f))]);

    /// <summary>What the compiler has against a snippet; empty where it compiles.</summary>
    public static string[] Errors(Snippet snippet)
    {
        if (!snippet.IsExpression)
        {
            string[] lines = snippet.Code.Split('\n');
            string usings = string.Join('\n', lines.Where(IsUsing)), body = string.Join('\n', lines.Where(l => !IsUsing(l)));
            return Compile($"{usings}\n{Wrap(body)}");
        }

        // a verb alone is the builder's; one that goes on from something, a network's
        string code = snippet.Code.StartsWith("With", StringComparison.Ordinal) ? $"builder.{snippet.Code}"
            : snippet.Code.StartsWith('.') ? $"Backbone.MobileNetV2{snippet.Code}"
            : snippet.Code;
        string[] forms = [Wrap($"{code};"), Wrap($"_ = {code};"), Wrap($"_ = nameof({code});")];
        string[][] errors = [.. forms.Select(Compile)];
        return errors.Any(e => e.Length == 0) ? [] : errors[1];
    }

    private static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=') && !line.Contains('(');

    private static string Wrap(string body) => $"static class Page\n{{\n{Known}\nstatic async Task Run()\n{{\nawait Task.Yield();\n{body}\n}}\n}}";

    private static string[] Compile(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText($"{Usings}\n{code}", new CSharpParseOptions(LanguageVersion.Latest));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        return
        [
            .. CSharpCompilation.Create("page", [tree], References.Value, options).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)
                .Select(d => $"{d.Id} {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"),
        ];
    }
}
