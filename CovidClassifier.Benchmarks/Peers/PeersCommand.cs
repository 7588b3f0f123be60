using System.CommandLine;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary><c>peers [NAME...] [--json FILE]</c>: runs ours and the peers in turn and prints a line per question and peer.</summary>
internal sealed class PeersCommand : Command
{
    public const string Verb = "peers";

    // six questions in under four minutes
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(32);

    private readonly Argument<string[]> _names =
        new("NAME") { Description = $"Questions to ask; none: all. {string.Join(", ", Questions.All.Select(q => q.Name))}.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _json = new("--json") { Description = "Write every figure to this file.", HelpName = "FILE" };
    private readonly Option<string> _page = new("--page") { Description = "Write the medians as a page (docs/benchmarks.md).", HelpName = "FILE.md" };
    private readonly Option<int> _times =
        new("--times") { Description = "Runs of everything; the page has the median of each.", HelpName = "N", DefaultValueFactory = _ => 1 };

    public PeersCommand()
        : base(Verb, "Runs ours and the peers in turn and prints: name, ours, peer, ratio (above 1: ours is ahead).")
    {
        _names.AcceptOnlyFromAmong([.. Questions.All.Select(q => q.Name)]);
        Add(_names);
        Add(_json);
        Add(_page);
        Add(_times);
        SetAction(parsed =>
        {
            string[] names = parsed.GetValue(_names) is { Length: > 0 } some ? some : [.. Questions.All.Select(q => q.Name)];
            (Question, IReadOnlyList<Answer>)[] results = [.. Enumerable.Range(0, parsed.GetValue(_times)).SelectMany(_ => Run(names))];
            if (parsed.GetValue(_json) is { } json)
            {
                File.WriteAllText(json, PeerJson.Write(results));
            }

            if (parsed.GetValue(_page) is { } page)
            {
                File.WriteAllText(page, PeerPage.Write(results));
            }
        });
    }

    private static List<(Question, IReadOnlyList<Answer>)> Run(string[] names)
    {
        var results = new List<(Question, IReadOnlyList<Answer>)>();
        Console.WriteLine(PeerTable.Header);
        foreach (Question question in Questions.All.Where(q => names.Contains(q.Name)))
        {
            IReadOnlyList<Answer> answers = Duel.Run(question, Budget);
            foreach (string line in PeerTable.Lines(question, answers))
            {
                Console.WriteLine(line);
            }

            results.Add((question, answers));
        }

        return results;
    }
}
