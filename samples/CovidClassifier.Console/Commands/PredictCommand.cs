using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
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
    private readonly ShardOption _shard = new("Score only some of the images, into --out with the shard in its name, for 'covid merge'.");

    public PredictCommand()
        : base("predict", "Classify X-rays with a saved model. For research and teaching only, never for diagnosis.")
    {
        _model.AddTo(this);
        _input.AddTo(this);
        _out.AddTo(this);
        _json.AddTo(this);
        _dicom.AddTo(this);
        _shard.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid predict --model covid.zip patient.png",
        "covid predict --model covid.zip ward/*.jpg --json result.json",
        "covid predict --model covid.zip --input archive --out scores.parquet --resume",
        "covid predict --model covid.zip --input archive --out scores.csv --shard 3/8",
        "covid predict --model covid.zip study.dcm --dicom-out results",
        "find archive -name '*.dcm' | covid predict --model covid.zip --input - --out -",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed);
        ScoreFile? file = _out.Read(parsed);
        Shard? shard = _shard.Read(parsed);
        string? dicom = _dicom.Read(parsed);
        if (shard is not null)
        {
            file = file is null ? throw new UsageException("--shard needs --out FILE, for 'covid merge' to put the rows together.")
                : file with { Path = ScoreShard.NameOf(file.Path, shard) };
        }

        if (_out.IsStandardOutput(parsed))
        {
            if (dicom is not null)
            {
                throw new UsageException("--dicom-out goes with --out FILE or with none, not with rows to standard output.");
            }

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
        DicomOut? objects = dicom is null ? null : new DicomOut(dicom, model, cancellation.Token);
        if (file is null)
        {
            Show(screen, model, inputs, tally, objects, cancellation);
        }
        else if (shard is null)
        {
            Write(screen, file, path, model, inputs, tally, objects, () => { }, cancellation);
        }
        else
        {
            using var list = new ListHasher();
            inputs = inputs.Watched(list.Add).Where(shard.Contains);
            Write(
                screen, file, path, model, inputs, tally, objects,
                () => new ScoreShard(shard.ToString(), JournalHead.Of(path, model.ClassNames).ModelHash, list.Hash, list.Count).Write(file.Path), cancellation);
        }

        objects?.Tell(screen.Say);
        tally.WriteJson(Stopwatch.GetElapsedTime(began));
        return file is null ? tally.ExitCodeOfImages : tally.ExitCodeOfFile;
    }

    private static void Show(
        Screen screen, CovidModel model, ScoreInputs inputs, ScoreTally tally, DicomOut? objects, Cancellation cancellation)
    {
        var lines = new ScoreLines(screen, model.ClassNames);
        foreach (ScoreRow row in new ScoreRun(model, inputs).Rows(cancellation.Token).ToBlockingEnumerable())
        {
            tally.Add(row);
            lines.Show(row);
            objects?.Add(row);
        }

        lines.End(model.Card.ResearchUseOnly);
    }

    /// <param name="screen">For people.</param>
    /// <param name="file">Where rows go.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="model">What scores.</param>
    /// <param name="inputs">The images.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="objects">Where results in DICOM go; null: they are not asked for.</param>
    /// <param name="finish">Called when all are scored, before the file is there.</param>
    /// <param name="cancellation">Of the command.</param>
    private static void Write(
        Screen screen, ScoreFile file, string path, CovidModel model, ScoreInputs inputs, ScoreTally tally, DicomOut? objects, Action finish,
        Cancellation cancellation)
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
                // of the last row of a killed run the objects may not be there
                if (tally.Images >= earlier)
                {
                    objects?.Add(row);
                }
            }
        });
        finish();
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
