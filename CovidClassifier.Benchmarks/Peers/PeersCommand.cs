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

    public PeersCommand()
        : base(Verb, "Runs ours and the peers in turn and prints: name, ours, peer, ratio (above 1: ours is ahead).")
    {
        _names.AcceptOnlyFromAmong([.. Questions.All.Select(q => q.Name)]);
        Add(_names);
        Add(_json);
        SetAction(parsed => Run(parsed.GetValue(_names) is { Length: > 0 } names ? names : [.. Questions.All.Select(q => q.Name)], parsed.GetValue(_json)));
    }

    private static void Run(string[] names, string? json)
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

        if (json is not null)
        {
            File.WriteAllText(json, PeerJson.Write(results));
        }
    }
}
