using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Scores;
using CovidClassifier.Console.Shards;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid predict</c>.</summary>
internal sealed class PredictCommand : CovidCommand
{
    private readonly ModelOption _model = ModelOption.Required();
    private readonly InputOption _input = new();
    private readonly ScoresOption _out = new();
    private readonly JsonOption _json = new();
    private readonly DicomOutOption _dicom = new();
    private readonly ShardOption _shard =
        new(HelpGroup.Data, "Score only some of the images, into --out with the shard in its name, for 'covid merge'.");

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
        _dicom.AddTo(this);
        _json.AddTo(this);
        _shard.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid predict --model covid.zip patient.png",
        "covid predict --model covid.zip ward/*.jpg --json result.json",
        "covid predict --model covid.zip inbox --reject",
        "covid predict --model covid.zip --input archive --out scores.parquet --resume",
        "covid predict --model covid.zip --input archive --out scores.csv --shard 3/8",
        "covid predict --model covid.zip study.dcm --dicom-out results",
        "covid predict --model covid.zip --input list.txt --out -",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed);
        ScoreFile? file = _out.Read(parsed);
        string? rows = file?.Path;
        string? dicom = _dicom.Read(parsed);
        Shard? shard = _shard.Read(parsed);
        if (shard is not null)
        {
            file = file is null ? throw new UsageException("--shard needs --out FILE, for 'covid merge' to put the rows together.")
                : file with { Path = ScoreShard.NameOf(file.Path, shard) };
        }

        bool isStreamed = _out.IsStandardOutput(parsed);
        if (isStreamed && dicom is not null)
        {
            throw new UsageException("--dicom-out goes with --out FILE or with none, not with rows to standard output.");
        }

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

        foreach (string warning in inputs.Warnings)
        {
            screen.Asides.Say($"Note: {warning}");
        }

        using var list = new ListHasher();
        inputs = shard is null ? inputs : inputs.Watched(list.Add).Where(shard.Contains);
        DicomOut? objects = dicom is null ? null : new DicomOut(dicom, model, cancellation.Token);
        var run = new ScoreRun(model, inputs) { Rejects = rejects };
        ScoreTally tally = new(path, model, inputs, json);
        if (isStreamed)
        {
            Print(screen, model, run, tally, cancellation);
        }
        else if (file is null)
        {
            Show(screen, path, model, run, tally, objects, cancellation);
        }
        else
        {
            JournalHead head = JournalHead.Of(path, model.ClassNames) with { Rejects = rejects };
            ScoreShard? Note() => shard is null ? null : new ScoreShard(shard.ToString(), head.ModelHash, rejects, list.Hash, list.Count);
            Write(screen, file, head, model, inputs, run, tally, objects, Note, cancellation);
        }

        tally.TellOfFrames(screen.Asides.Say);
        objects?.Tell(screen.Asides.Say);
        tally.WriteJson(Stopwatch.GetElapsedTime(began));
        if (shard is not null)
        {
            screen.Next(new NextStep($"covid merge {CommandLine.Quoted(rows!)}", "once every part has ended"));
        }
        else if (file is not null)
        {
            screen.Next(new NextStep($"covid drift --model {path} --data FOLDER", "are these images like those that the model was measured on?"));
        }

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

    private static void Show(
        Screen screen, string path, CovidModel model, ScoreRun run, ScoreTally tally, DicomOut? objects, Cancellation cancellation)
    {
        var lines = new ScoreLines(screen, model);
        string? first = null;
        foreach (ScoreRow row in run.Rows(cancellation.Token).ToBlockingEnumerable())
        {
            tally.Add(row);
            lines.Show(row);
            objects?.Add(row);
            first ??= row.PredictedLabel is null ? null : row.Path;
        }

        lines.End();
        if (first is not null)
        {
            screen.Next(new NextStep($"covid explain --model {path} {CommandLine.Quoted(first)} --out map.png", "where the model looked"));
        }
    }

    /// <param name="screen">For people.</param>
    /// <param name="file">Where rows go.</param>
    /// <param name="head">What the rows are of.</param>
    /// <param name="model">What scores.</param>
    /// <param name="inputs">The images.</param>
    /// <param name="run">Gives the rows.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="objects">Where results in DICOM go; null: they are not asked for.</param>
    /// <param name="note">What a shard notes of itself, asked for when all of it is scored; gives null where all images are.</param>
    /// <param name="cancellation">Of the command.</param>
    private static void Write(
        Screen screen, ScoreFile file, JournalHead head, CovidModel model, ScoreInputs inputs, ScoreRun run, ScoreTally tally, DicomOut? objects,
        Func<ScoreShard?> note, Cancellation cancellation)
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
                // of the last row of a killed run the objects may not be there
                if (tally.Images >= earlier)
                {
                    objects?.Add(row);
                }
            }
        });
        note()?.Write(file.Path);
        file.Complete(journal, model);
        screen.Asides.Say($"Scored {Figures.Of(tally.Images)} images; the rows are in '{file.Path}'.");
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
