using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Scores;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid predict</c>.</summary>
internal sealed class PredictCommand : CovidCommand
{
    private readonly ModelOption _model = ModelOption.Required();
    private readonly InputOption _input = new();
    private readonly ScoresOption _out = new();
    private readonly JsonOption _json = new();

    public PredictCommand()
        : base("predict", "Classify X-rays with a saved model. For research and teaching only, never for diagnosis.")
    {
        _model.AddTo(this);
        _input.AddTo(this);
        _out.AddTo(this);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid predict --model covid.zip patient.png",
        "covid predict --model covid.zip ward/*.jpg --json result.json",
        "covid predict --model covid.zip --input archive --out scores.parquet --resume",
        "find archive -name '*.dcm' | covid predict --model covid.zip --input - --out -",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed);
        ScoreFile? file = _out.Read(parsed);
        if (_out.IsStandardOutput(parsed))
        {
            return json is not JsonOption.StandardOutput ? Print(path, _input.Read(parsed), json, began, cancellation)
                : throw new UsageException("--out and --json cannot both be standard output.");
        }

        var screen = new Screen(json);
        if (file is { IsComplete: true })
        {
            screen.Say($"'{file.Path}' is there, whole, and nothing of an unfinished run is: there is nothing to do. Without --resume it is made anew.");
            return ExitCode.Done;
        }

        ScoreInputs inputs = _input.Read(parsed);
        using CovidModel model = CovidModel.Load(path);
        foreach (LeftOut leftOut in inputs.LeftOut)
        {
            screen.Say($"Left out: {Figures.Of(leftOut.Count)} ({leftOut.Reason}).");
        }

        ScoreTally tally = new(path, model, inputs, json);
        if (file is null)
        {
            Show(screen, model, inputs, tally, cancellation);
        }
        else
        {
            Write(screen, file, path, model, inputs, tally, cancellation);
        }

        tally.WriteJson(Stopwatch.GetElapsedTime(began));
        return file is null ? tally.ExitCodeOfImages : tally.ExitCodeOfFile;
    }

    private static void Show(Screen screen, CovidModel model, ScoreInputs inputs, ScoreTally tally, Cancellation cancellation)
    {
        var lines = new ScoreLines(screen, model.ClassNames);
        foreach (ScoreRow row in new ScoreRun(model, inputs).Rows(cancellation.Token).ToBlockingEnumerable())
        {
            tally.Add(row);
            lines.Show(row);
        }

        lines.End(model.Card.ResearchUseOnly);
    }

    private static void Write(
        Screen screen, ScoreFile file, string path, CovidModel model, ScoreInputs inputs, ScoreTally tally, Cancellation cancellation)
    {
        using ScoreJournal journal = file.OpenJournal(JournalHead.Of(path, model.ClassNames));
        int earlier = journal.Rows;
        cancellation.Kept = $"what was scored is in '{ScoreJournal.PathOf(file.Path)}', and --resume goes on from there";
        if (earlier > 0)
        {
            screen.Say($"{Figures.Of(earlier)} images were scored by the earlier run.");
        }

        ScoreProgressView.During(screen, inputs.Count, count =>
        {
            foreach (ScoreRow row in new ScoreRun(model, inputs).Rows(journal, cancellation.Token).ToBlockingEnumerable())
            {
                tally.Add(row);
                count(tally.Images <= earlier);
            }
        });
        file.Complete(journal, model.ClassNames);
        screen.Say($"Scored: {Figures.Of(tally.Images)} images, to '{file.Path}'.");
        if (tally.Unreadable > 0)
        {
            StandardError.Say($"{Figures.Of(tally.Unreadable)} of {Figures.Of(tally.Images)} images cannot be read; the column 'reason' says why.");
        }

        screen.Notice(model.Card.ResearchUseOnly);
    }

    // lines of JSON as they come; everything for people goes to standard error
    private static int Print(string path, ScoreInputs inputs, string? json, long began, Cancellation cancellation)
    {
        using CovidModel model = CovidModel.Load(path);
        ScoreTally tally = new(path, model, inputs, json);
        using Stream output = System.Console.OpenStandardOutput();
        foreach (ScoreRow row in new ScoreRun(model, inputs).Rows(cancellation.Token).ToBlockingEnumerable())
        {
            tally.Add(row);
            output.Write([.. JsonLinesScores.Line(row, model.ClassNames), (byte)'\n']);
        }

        StandardError.Say(model.Card.ResearchUseOnly);
        tally.WriteJson(Stopwatch.GetElapsedTime(began));
        return tally.ExitCodeOfFile;
    }
}
