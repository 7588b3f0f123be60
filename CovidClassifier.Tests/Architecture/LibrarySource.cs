using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CovidClassifier.Tests.Architecture;

/// <summary>
/// The library's source, bound by the compiler: which file's code names which type of ours, whatever usings and namespaces say. Comments and documentation do
/// not count.
/// </summary>
internal sealed class LibrarySource
{
    /// <summary>The library's own folder.</summary>
    public const string Root = "(root)";

    private static readonly CSharpParseOptions Options =
        new(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: ["NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    // what ImplicitUsings gives the project
    private const string ImplicitUsings =
        "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; global using System.Net.Http; " +
            "global using System.Threading; global using System.Threading.Tasks;";

    private static readonly Lazy<LibrarySource> Source = new(() => new LibrarySource(Path.Combine(SharedFolder.ProjectRoot(), "CovidClassifier")));

    private readonly CSharpCompilation _compilation;

    private LibrarySource(string folder)
    {
        Files = [
            .. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(path => (Path: Path.GetRelativePath(folder, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
                .Where(f => f.Path.Split('/')[0] is not ("bin" or "obj"))
                .OrderBy(f => f.Path, StringComparer.Ordinal)
                .Select(f => (f.Path, CSharpSyntaxTree.ParseText(f.Text, Options, f.Path))),
        ];
        _compilation = CSharpCompilation.Create(
            "library",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, Options), .. Files.Select(f => f.Tree)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(p => !Path.GetFileName(p).StartsWith("CovidClassifier", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        Types = [.. Declared(_compilation.Assembly.GlobalNamespace).OrderBy(t => t.Name, StringComparer.Ordinal)];
        Mentions = Bind();
    }

    /// <summary>Read once for all tests.</summary>
    public static LibrarySource Library => Source.Value;

    /// <summary>Path below the library, and what it holds.</summary>
    public IReadOnlyList<(string Path, SyntaxTree Tree)> Files { get; }

    /// <summary>Types that stand in no other.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types { get; }

    /// <summary>One for each file and type.</summary>
    public IReadOnlyList<Mention> Mentions { get; }

    public static string FolderOf(string file) => file.Contains('/') ? file[..file.LastIndexOf('/')] : Root;

    /// <summary>The folders that declare a type: one, or of a partial type several.</summary>
    public static string[] HomesOf(ISymbol type) =>
        [.. type.DeclaringSyntaxReferences.Select(r => FolderOf(r.SyntaxTree.FilePath)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<INamedTypeSymbol> Declared(INamespaceSymbol space) =>
        [.. space.GetTypeMembers(), .. space.GetNamespaceMembers().SelectMany(Declared)];

    private Mention[] Bind()
    {
        HashSet<string> names = [.. Types.SelectMany(
            t => (IEnumerable<string>)[t.Name, .. t.GetMembers().OfType<IMethodSymbol>().Where(m => m.IsExtensionMethod).Select(m => m.Name)])];
        return [
            .. Files.AsParallel().AsOrdered().SelectMany(file =>
            {
                SemanticModel model = _compilation.GetSemanticModel(file.Tree);
                return file.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                    .Where(n => names.Contains(n.Identifier.ValueText) || names.Contains(n.Identifier.ValueText + "Attribute"))
                    .Select(n => Named(model.GetSymbolInfo(n)))
                    .OfType<INamedTypeSymbol>()
                    .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
                    .SelectMany(t => HomesOf(t).Select(home => new Mention(file.Path, t.Name, home)))
                    .Where(m => m.Home != m.Folder);
            }),
        ];
    }

    // the outermost of our types that a name stands for: a type, or the holder of an extension method
    private INamedTypeSymbol? Named(SymbolInfo info)
    {
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        INamedTypeSymbol? type = symbol switch
        {
            INamedTypeSymbol named => named.OriginalDefinition,
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType,
            IMethodSymbol { IsExtensionMethod: true } extension => extension.ContainingType,
            _ => null,
        };
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type is not null && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly) ? type : null;
    }
}
