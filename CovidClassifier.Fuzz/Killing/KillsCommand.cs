using System.CommandLine;

namespace CovidClassifier.Fuzz.Killing;

/// <summary><c>kills training|search|saving [--count N] [--seed N]</c>: processes killed at moments that nobody chose.</summary>
internal sealed class KillsCommand : Command
{
    private static readonly IReadOnlyDictionary<string, (int Count, Func<KillPlan, KillResult> Run)> Works =
        new Dictionary<string, (int, Func<KillPlan, KillResult>)>
        {
            ["training"] = (50, plan => new ResumedWork(plan, ["train", "--epochs", "8", "--patience", "8"], ["--checkpoint", "kept"]).Execute()),
            ["search"] = (30, plan => new ResumedWork(
                plan, ["auto", "--networks", "small.onnx", "--preprocessing", "zero-one", "--inner-folds", "2", "--ensemble", "1", "--trials", "3"],
                    ["--state", "kept"]).Execute()),
            ["saving"] = (30, plan => new KilledSaving(plan).Execute()),
        };

    private readonly Argument<string[]> _names =
        new("WORK") { Description = $"{string.Join(", ", Works.Keys)}; none: all.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int?> _count = new("--count") { Description = "Kills; the default is 50 in training and 30 elsewhere." };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Where the moments come from.", DefaultValueFactory = _ => 1 };

    public KillsCommand()
        : base("kills", "Kills trainings, searches and saves: what is resumed ends as if it had not been killed, and nothing is left behind.")
    {
        _names.AcceptOnlyFromAmong([.. Works.Keys]);
        Add(_names);
        Add(_count);
        Add(_seed);
        SetAction(parsed => Run(parsed.GetValue(_names) is { Length: > 0 } names ? names : [.. Works.Keys], parsed.GetValue(_count), parsed.GetValue(_seed)));
    }

    private static int Run(IReadOnlyList<string> names, int? count, ulong seed)
    {
        System.Console.WriteLine(KillResult.Header);
        int wrong = 0;
        foreach (string name in names)
        {
            (int usual, Func<KillPlan, KillResult> run) = Works[name];
            KillResult result = run(new KillPlan(name, count ?? usual, seed));
            System.Console.WriteLine(result);
            result.Faults.ToList().ForEach(System.Console.Error.WriteLine);
            wrong += result.Faults.Count;
        }

        return wrong == 0 ? 0 : 1;
    }
}
