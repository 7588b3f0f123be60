using System.CommandLine;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary>One command: its options, its examples, its work. Every error becomes one sentence on standard error and an exit code.</summary>
internal abstract class CovidCommand : Command, IHaveExamples
{
    private readonly VerbosityOptions _verbosity = new();

    protected CovidCommand(string name, string description)
        : base(name, description)
    {
        _verbosity.AddTo(this);
        SetAction(Guard);
    }

    public abstract IReadOnlyList<string> Examples { get; }

    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    protected abstract int Run(ParseResult parsed, Cancellation cancellation);

    /// <summary>Where everything for people goes, as much as --quiet and --verbose let through.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="json">Where the JSON goes; null: nowhere.</param>
    /// <exception cref="UsageException">--quiet and --verbose are both given.</exception>
    protected Screen OpenScreen(ParseResult parsed, string? json) => new(json, _verbosity.Read(parsed));

    private int Guard(ParseResult parsed)
    {
        using var cancellation = new Cancellation();
        try
        {
            OutputPlaces.RequireApart(parsed);
            return Run(parsed, cancellation);
        }
        catch (UsageException e)
        {
            return Fail($"{Sentence.Of(e)} See '{this.FullName()} --help'.", ExitCode.BadUsage);
        }
        catch (BadShardException e)
        {
            return Fail(Sentence.Of(e), ExitCode.BadShard);
        }
        catch (Exception e) when (cancellation.Token.IsCancellationRequested && IsCancellation(e))
        {
            return Fail(cancellation.Message, cancellation.ExitCode);
        }
        catch (Exception e)
        {
            return Fail(Sentence.Of(e), ExitCode.Failed);
        }
    }

    private static bool IsCancellation(Exception error) =>
        error is OperationCanceledException || error is AggregateException many && many.Flatten().InnerExceptions.Any(IsCancellation);

    private static int Fail(string sentence, int code)
    {
        StandardError.Say(sentence);
        return code;
    }
}
