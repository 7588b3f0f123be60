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
        Description = "X-rays; a folder stands for every image below it, by content and whatever its name ends in. What is left out is counted.",
        Arity = ArgumentArity.OneOrMore,
    };

    public PredictCommand()
        : base("predict", "Classify X-rays with a saved model.")
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
        ImageFiles files = ImageFiles.Find(named);
        IReadOnlyList<PredictionOutcome> outcomes = model.PredictMany(files.Paths, cancellationToken: cancellation.Token);
        PredictionReport report = new()
        {
            Model = path,
            ClassNames = model.ClassNames,
            PositiveLabel = model.PositiveLabel,
            Threshold = model.Threshold,
            Predictions = [.. outcomes.Where(o => o.IsPredicted).Select(o => PredictionEntry.Of(o.Image.Name, label: null, o.Prediction!))],
            Failures = [.. outcomes.Where(o => !o.IsPredicted).Select(o => new FailureEntry(o.Image.Name, Sentence.Of(o.Error!)))],
            LeftOut = files.LeftOut,
            Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
            ResearchUseOnly = model.Card.ResearchUseOnly,
        };
        Screen screen = OpenScreen(parsed, json);
        Show(screen, report);
        ReportJson.Write(json, report, ReportJson.Readable.PredictionReport);
        if (report.Predictions.Count > 0)
        {
            screen.Next($"covid explain --model {path} {CommandLine.Quoted(report.Predictions[0].Path)} --out map.png shows what the label rests on");
        }

        return report.Failures.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Show(Screen screen, PredictionReport report)
    {
        foreach (FailureEntry failure in report.Failures)
        {
            StandardError.Say(failure.Reason);
        }

        foreach (LeftOut leftOut in report.LeftOut)
        {
            screen.Say($"Left out: {Figures.Of(leftOut.Count)} ({leftOut.Reason}).");
        }

        if (report.Predictions.Count > 0)
        {
            PredictionsView.Show(screen, report.ClassNames, report.Predictions);
            screen.Notice(report.ResearchUseOnly);
        }
    }
}
