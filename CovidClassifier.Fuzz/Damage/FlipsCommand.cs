using System.CommandLine;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Fuzz.Targets;

namespace CovidClassifier.Fuzz.Damage;

/// <summary><c>flips [NAME...] [--places N] [--seed N] [--failures DIR]</c>: one changed bit in each kind of file that the library writes.</summary>
internal sealed class FlipsCommand : Command
{
    private readonly Argument<string[]> _names =
        new("NAME") { Description = $"{string.Join(", ", FuzzTargets.Written)}; none: all.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int> _places = new("--places") { Description = "Bits for each kind of file.", DefaultValueFactory = _ => 1_000 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Where the places come from.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _failures = new("--failures") { Description = "Keep what failed in this folder.", HelpName = "DIR" };

    public FlipsCommand()
        : base("flips", "Changes one bit of a file that the library wrote, at many places: the same answer, or the named error.")
    {
        _names.AcceptOnlyFromAmong([.. FuzzTargets.Written]);
        Add(_names);
        Add(_places);
        Add(_seed);
        Add(_failures);
        SetAction(parsed => Run(
            parsed.GetValue(_names) is { Length: > 0 } names ? names : FuzzTargets.Written, parsed.GetValue(_places), parsed.GetValue(_seed),
                new FailureFolder(parsed.GetValue(_failures))));
    }

    private static int Run(IReadOnlyList<string> names, int places, ulong seed, FailureFolder folder)
    {
        System.Console.WriteLine(FlipResult.Header);
        int failed = 0;
        foreach (string name in names)
        {
            IFuzzTarget target = FuzzTargets.Open(name);
            using IDisposable? owned = target as IDisposable;
            FlipResult result = new FlipRun(target, seed).Execute(places);
            System.Console.WriteLine(result);
            folder.Keep(name, result.Failures);
            failed += result.Failures.Count;
        }

        return failed == 0 ? 0 : 1;
    }
}
