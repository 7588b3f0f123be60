using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
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

    private readonly Option<bool> _reject = new("--reject")
    {
        Description = "An image that is not like those that the model was trained on is an error, with the reason, and gets no label. Default: it is told " +
            "beside the label.",
    };

    public PredictCommand()
        : base("predict", "Classify X-rays with a saved model.")
    {
        _model.AddTo(this);
        _input.AddTo(this);
        this.Add(HelpGroup.Measuring, _reject);
        _out.AddTo(this);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid predict --model covid.zip patient.png",
        "covid predict --model covid.zip ward/*.jpg --json result.json",
        "covid predict --model covid.zip inbox --reject",
        "covid predict --model covid.zip --input archive --out scores.parquet --resume",
        "covid predict --model covid.zip --input list.txt --out -",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed);
        ScoreFile? file = _out.Read(parsed);
        bool isStreamed = _out.IsStandardOutput(parsed);
        if (isStreamed && json is JsonOption.StandardOutput)
        {
            throw new UsageException("--out and --json cannot both be standard output.");
        }

        Screen screen = OpenScreen(parsed, isStreamed ? JsonOption.StandardOutput : json);
        if (file is { IsComplete: true })
        {
            screen.Asides.Say($"'{file.Path}' is there, whole, and nothing of an unfinished run is: there is nothing to do. Without --resume it is made anew.");
            return ExitCode.Done;
        }

        ScoreInputs inputs = _input.Read(parsed);
        using CovidModel model = CovidModel.Load(path);
        bool rejects = parsed.GetValue(_reject);
        RequireGuard(path, model, rejects);
        foreach (LeftOut leftOut in inputs.LeftOut)
        {
            screen.Say($"Left out: {Figures.Of(leftOut.Count)} ({leftOut.Reason}).");
        }

        var run = new ScoreRun(model, inputs) { Rejects = rejects };
        ScoreTally tally = new(path, model, inputs, json);
        if (isStreamed)
        {
            Print(screen, model, run, tally, cancellation);
        }
        else if (file is null)
        {
            Show(screen, path, model, run, tally, cancellation);
        }
        else
        {
            Write(screen, file, JournalHead.Of(path, model.ClassNames) with { Rejects = rejects }, model, inputs, run, tally, cancellation);
        }

        tally.WriteJson(Stopwatch.GetElapsedTime(began));
        return file is null && !isStreamed ? tally.ExitCodeOfImages : tally.ExitCodeOfFile;
    }

    private static void RequireGuard(string path, CovidModel model, bool rejects)
    {
        if (rejects && model.Card.Guard is null)
        {
            throw new InvalidOperationException(
                $"The model '{path}' has no guard that --reject could ask: it was made before models had one, or from too few images. Train it again.");
        }
    }

    private static void Show(Screen screen, string path, CovidModel model, ScoreRun run, ScoreTally tally, Cancellation cancellation)
    {
        var lines = new ScoreLines(screen, model);
        string? first = null;
        foreach (ScoreRow row in run.Rows(cancellation.Token).ToBlockingEnumerable())
        {
            tally.Add(row);
            lines.Show(row);
            first ??= row.PredictedLabel is null ? null : row.Path;
        }

        lines.End();
        if (first is not null)
        {
            screen.Next($"covid explain --model {path} {CommandLine.Quoted(first)} --out map.png shows what the label rests on");
        }
    }

    private static void Write(
        Screen screen, ScoreFile file, JournalHead head, CovidModel model, ScoreInputs inputs, ScoreRun run, ScoreTally tally, Cancellation cancellation)
    {
        using ScoreJournal journal = file.OpenJournal(head);
        int earlier = journal.Rows;
        cancellation.Kept = $"what was scored is in '{ScoreJournal.PathOf(file.Path)}', and --resume goes on from there";
        if (earlier > 0)
        {
            screen.Asides.Say($"{Figures.Of(earlier)} images were scored by the earlier run.");
        }

        ScoreProgressView.During(screen.Asides, inputs.Count, count =>
        {
            foreach (ScoreRow row in run.Rows(journal, cancellation.Token).ToBlockingEnumerable())
            {
                tally.Add(row);
                count(tally.Images <= earlier);
            }
        });
        file.Complete(journal, model);
        screen.Asides.Say($"Scored: {Figures.Of(tally.Images)} images, to '{file.Path}'.");
        if (tally.Unlabelled > 0)
        {
            StandardError.Say($"{Figures.Of(tally.Unlabelled)} of {Figures.Of(tally.Images)} images have no label; the column 'reason' says why.");
        }

        screen.Notice(model.Card.ResearchUseOnly);
    }

    // lines of JSON as they come; everything for people goes to standard error
    private static void Print(Screen screen, CovidModel model, ScoreRun run, ScoreTally tally, Cancellation cancellation)
    {
        using Stream output = System.Console.OpenStandardOutput();
        foreach (ScoreRow row in run.Rows(cancellation.Token).ToBlockingEnumerable())
        {
            tally.Add(row);
            output.Write([.. JsonLinesScores.Line(row, model.ClassNames), (byte)'\n']);
        }

        screen.Notice(model.Card.ResearchUseOnly);
    }
}
