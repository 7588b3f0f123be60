using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid predict</c>.</summary>
internal sealed class PredictCommand : CovidCommand
{
    private readonly ModelOption _model = ModelOption.Required();
    private readonly JsonOption _json = new();

    private readonly Argument<string[]> _images = new("IMAGE")
    {
        Description = "X-rays: JPEG, PNG, DICOM, TIFF, WebP, BMP, GIF; a folder stands for every file below it but notes, tables and hidden ones.",
        Arity = ArgumentArity.OneOrMore,
    };

    public PredictCommand()
        : base("predict", "Classify X-rays with a saved model. For research and teaching only, never for diagnosis.")
    {
        _model.AddTo(this);
        Add(_images);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid predict --model covid.zip patient.png",
        "covid predict --model covid.zip ward/*.jpg --json result.json",
        "covid predict --model covid.zip ward --json -",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed);
        string[] named = parsed.GetRequiredValue(_images);
        using CovidModel model = CovidModel.Load(path);
        IReadOnlyList<string> images = ImageFiles.Find(named);
        var unreadable = new List<ImageFormatException>();
        IReadOnlyList<Prediction?> predictions = model.PredictMany(images, unreadable, cancellationToken: cancellation.Token);
        PredictionReport report = new()
        {
            Model = path,
            ClassNames = model.ClassNames,
            PositiveLabel = model.PositiveLabel,
            Threshold = model.Threshold,
            Predictions = [.. images.Zip(predictions).Where(p => p.Second is not null).Select(p => PredictionEntry.Of(p.First, label: null, p.Second!))],
            Failures = [.. unreadable.Select(e => new FailureEntry(e.ImagePath!, Sentence.Of(e)))],
            Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
            ResearchUseOnly = model.Card.ResearchUseOnly,
        };
        Show(new Screen(json), report);
        ReportJson.Write(json, report, ReportJson.Readable.PredictionReport);
        return report.Failures.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Show(Screen screen, PredictionReport report)
    {
        foreach (FailureEntry failure in report.Failures)
        {
            System.Console.Error.WriteLine(failure.Reason);
        }

        if (report.Predictions.Count > 0)
        {
            PredictionsView.Show(screen, report.ClassNames, report.Predictions);
            screen.Notice(report.ResearchUseOnly);
        }
    }
}
