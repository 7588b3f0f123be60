using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Fuzz.Targets;

namespace CovidClassifier.Fuzz.Mutation;

/// <summary><c>targets [NAME...] [--count N] [--seed N] [--failures DIR]</c>: damaged inputs.</summary>
internal sealed class TargetsCommand : Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromSeconds(5);

    private readonly Argument<string[]> _names =
        new("NAME") { Description = $"{string.Join(", ", FuzzTargets.Names)}; none: all.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int> _count = new("--count") { Description = "Damaged inputs for each target.", DefaultValueFactory = _ => 200_000 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Where the damage comes from.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _failures = new("--failures") { Description = "Keep what failed in this folder.", HelpName = "DIR" };

    public TargetsCommand()
        : base("targets", "Gives each target damaged inputs: an answer or the named error, within 2 s of the processor and 512 MB, and whole inputs as before.")
    {
        _names.AcceptOnlyFromAmong([.. FuzzTargets.Names]);
        Add(_names);
        Add(_count);
        Add(_seed);
        Add(_failures);
        SetAction(parsed => Run(
            parsed.GetValue(_names) is { Length: > 0 } names ? names : FuzzTargets.Names, parsed.GetValue(_count), parsed.GetValue(_seed),
                new FailureFolder(parsed.GetValue(_failures))));
    }

    private static int Run(IReadOnlyList<string> names, int count, ulong seed, FailureFolder folder)
    {
        System.Console.WriteLine(FuzzResult.Header);
        int failed = 0;
        foreach (string name in names)
        {
            IFuzzTarget target = FuzzTargets.Open(name);
            using IDisposable? owned = target as IDisposable;
            var run = new FuzzRun(target, seed);
            using var watch = new Timer(_ => EndIfStuck(run, name, folder), state: null, Pause, Pause);
            FuzzResult result = run.Execute(count);
            System.Console.WriteLine(result);
            folder.Keep(name, result.Failures);
            failed += result.Failures.Count;
        }

        return failed == 0 ? 0 : 1;
    }

    // a thread cannot be ended from outside: the input is kept and the process goes
    private static void EndIfStuck(FuzzRun run, string name, FailureFolder folder)
    {
        if (run.Current is var (input, since) && Stopwatch.GetElapsedTime(since) > Patience)
        {
            folder.Keep(name + "-stuck", [new FuzzFailure(input, $"It has not ended after {Patience.TotalSeconds} s.")]);
            Environment.Exit(1);
        }
    }
}
