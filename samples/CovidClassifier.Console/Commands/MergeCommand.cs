using System.CommandLine;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Scores;
using CovidClassifier.Console.Shards;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid merge</c>.</summary>
internal sealed class MergeCommand : CovidCommand
{
    private readonly JsonOption _json = new();
    private readonly ReportOption _report = new();

    private readonly OutputOption _out =
        new("--out", $"Where the rows of predict's shards go, where these are named themselves ({ScoreFormats.Endings}).", "FILE");

    private readonly Argument<string[]> _shards = new("SHARD")
    {
        Description = "The folder that shards of crossvalidate or compare have left their folds in (--folds-dir); or the --out of shards of predict, beside "
            + "which they lie (scores.csv for scores-1-of-8.csv and so on), or these themselves, with --out.",
        Arity = ArgumentArity.OneOrMore,
    };

    public MergeCommand()
        : base("merge",
            "Put together work that was done in parts (--shard): the result is that of a single run.")
    {
        Add(_shards);
        this.Add(HelpGroup.Output, _out);
        _json.AddTo(this);
        _report.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid merge scores.csv",
        "covid merge folds --json folds.json --report folds.html",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        ReportChoices? page = _report.Read(parsed);
        string[] shards = parsed.GetRequiredValue(_shards);
        string? output = parsed.GetValue(_out);
        if (shards is [var folder] && Directory.Exists(folder))
        {
            return output is null ? MergeFolds(folder, json, page, cancellation)
                : throw new UsageException("Folds become a result with --json and --report; --out is for rows of predict.");
        }

        return json is null && page is null ? MergeScores(shards, output, new Screen(json))
            : throw new UsageException("Rows of predict are put together in a file: --json and --report are for folds.");
    }

    private static int MergeScores(string[] shards, string? output, Screen screen)
    {
        if (output is null && shards.Length > 1)
        {
            throw new UsageException("--out says where the rows of these shards go.");
        }

        string target = output ?? shards[0];
        if (ScoreFormats.Of(target) is null)
        {
            throw new UsageException($"Rows go to a file that ends in {ScoreFormats.Endings}, got '{target}'.");
        }

        OutputFile.RequireWritable("--out", target);
        if (output is not null && Array.Find(shards, s => Path.GetFullPath(s) == Path.GetFullPath(output)) is { } same)
        {
            throw new UsageException($"--out must be another file than the shards, got '{same}' for both.");
        }

        IReadOnlyList<string> files = output is null ? ScoreShard.FilesOf(target) : shards;
        if (files.Count == 0)
        {
            throw new BadShardException($"Beside '{target}' there is no shard of it that has ended.");
        }

        long rows = MergedScores.Write(files, target);
        screen.Say($"Merged: {Figures.Of((int)rows)} rows of {Figures.Of(files.Count)} shards, to '{target}'.");
        return ExitCode.Done;
    }

    private static int MergeFolds(string folder, string? json, ReportChoices? page, Cancellation cancellation)
    {
        IReadOnlyList<(string Path, ShardNote Note)> notes = ShardNote.In(folder);
        if (notes.Count == 0)
        {
            throw new BadShardException($"In folder '{folder}' no shard has ended: there is no note of one.");
        }

        IReadOnlyList<ShardNote> whole = ShardSet.Whole<ShardNote>([.. notes.Select(n => (ShardOf(n.Path, n.Note), n.Path, n.Note))]);
        ShardNote first = whole[0];
        if (whole.FirstOrDefault(n => n.Command != first.Command || !n.Arguments.SequenceEqual(first.Arguments)) is { } other)
        {
            throw new BadShardException(
                $"Shards {first.Shard} and {other.Shard} had different command lines: 'covid {first.Command} {string.Join(' ', first.Arguments)}' and " +
                $"'covid {other.Command} {string.Join(' ', other.Arguments)}'.");
        }

        // from the root, whose options every command has
        ParseResult parsed = new CovidRootCommand().Parse(
            [
                first.Command, .. first.Arguments, .. json is null ? Array.Empty<string>() : ["--json", json],
                .. page is null ? Array.Empty<string>() : ["--report", page.Path],
            ],
            CovidApplication.Parser);
        return parsed.Errors.Count > 0
            ? throw new BadShardException($"The shards' command line is not understood by this version: {parsed.Errors[0].Message}")
            : parsed.CommandResult.Command is IMergeable command ? command.Merge(parsed, folder, cancellation)
            : throw new BadShardException($"The shards are of 'covid {first.Command}', which is not done in shards.");
    }

    private static Shard ShardOf(string path, ShardNote note)
    {
        try
        {
            return Shard.Parse(note.Shard);
        }
        catch (FormatException e)
        {
            throw new BadShardException($"The note of a shard '{path}' cannot be read: {e.Message}");
        }
    }
}
