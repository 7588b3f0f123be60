using System.Text.RegularExpressions;

namespace CovidClassifier.Tests.Documentation;

/// <summary>Finds the C# of a Markdown page: blocks marked <c>csharp</c>, and expressions in inline code and in the blocks' comments.</summary>
internal static partial class MarkdownPage
{
    /// <summary>Every page of the project, as paths from its root.</summary>
    public static IEnumerable<string> All()
    {
        string root = SharedFolder.ProjectRoot();
        string[] ours = ["bin", "obj", "node_modules", "TestResults"];
        return Directory.EnumerateFiles(root, "*.md", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(root, p).Replace('\\', '/'))
            .Where(p => !p.Split('/').Any(part => ours.Contains(part) || part.StartsWith('.'))).Order(StringComparer.Ordinal);
    }

    public static IEnumerable<Snippet> Snippets(string page) => Snippets(page, File.ReadAllText(Path.Combine(SharedFolder.ProjectRoot(), page)));

    public static IEnumerable<Snippet> Snippets(string page, string text)
    {
        string rest = text;
        foreach (Match block in Block().Matches(text))
        {
            rest = rest.Replace(block.Value, new string('\n', block.Value.Count(c => c == '\n')), StringComparison.Ordinal);
            if (block.Groups["language"].Value is not ("csharp" or "cs" or "c#"))
            {
                continue;
            }

            int line = LineOf(text, block.Groups["code"].Index);
            yield return new Snippet(page, line, block.Groups["code"].Value, IsExpression: false);
            foreach (Match comment in Comment().Matches(block.Groups["code"].Value))
            {
                foreach (Match expression in Expression().Matches(comment.Value))
                {
                    yield return new Snippet(
                        page, line + block.Groups["code"].Value[..comment.Index].Count(c => c == '\n'), expression.Value, IsExpression: true);
                }
            }
        }

        foreach (Match span in InlineCode().Matches(rest))
        {
            // what begins otherwise is a command, a path or a key
            if (Expression().Match(span.Groups["code"].Value) is { Success: true, Index: 0 } expression)
            {
                yield return new Snippet(page, LineOf(rest, span.Index), expression.Value, IsExpression: true);
            }
        }
    }

    private static int LineOf(string text, int place) => text[..place].Count(c => c == '\n') + 1;

    [GeneratedRegex(@"^```(?<language>[^\n`]*)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex InlineCode();

    // WithVerb(...), .Verb(...) that goes on from something, Type.Member or variable.Member, then what follows; brackets balanced three deep, strings skipped;
    // nothing of a path, a package or a file's name
    private const string Arguments = """\((?:[^()"]|"[^"]*"|\((?:[^()"]|"[^"]*"|\([^()]*\))*\))*\)""";

    [GeneratedRegex(
        """(?<![\w.$/\\-])(?:With[A-Z]\w*""" + Arguments + """|\.[A-Z]\w*""" + Arguments
        + """|(?!(?:CovidClassifier|Microsoft|System)\.)(?:[A-Z]\w*(?=\.[A-Z])|"""
        + """(?:builder|model|result|dataset|metrics|explanation|prediction|p)(?=\.[A-Z]|\[)))(?:\??\.[A-Z]\w*|\[[^\]\n]*\]|"""
        + Arguments + """)*(?![\w./-])""")]
    private static partial Regex Expression();
}
