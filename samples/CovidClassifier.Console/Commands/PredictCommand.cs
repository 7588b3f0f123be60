using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Help;
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

    private readonly Option<bool> _reject = new("--reject")
    {
        Description = "An image that is not like those that the model was trained on is an error, with the reason, and gets no label. Default: it is told " +
            "beside the label.",
    };

    public PredictCommand()
        : base("predict", "Classify X-rays with a saved model.")
    {
        _model.AddTo(this);
        Add(_images);
        this.Add(HelpGroup.Measuring, _reject);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid predict --model covid.zip patient.png",
        "covid predict --model covid.zip ward/*.jpg --json result.json",
        "covid predict --model covid.zip ward --json -",
        "covid predict --model covid.zip inbox --reject",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed);
        string[] named = parsed.GetRequiredValue(_images);
        using CovidModel model = CovidModel.Load(path);
        if (parsed.GetValue(_reject) && model.Card.Guard is null)
        {
            throw new InvalidOperationException(
                $"The model '{path}' has no guard that --reject could ask: it was made before models had one, or from too few images. Train it again.");
        }

        ImageFiles files = ImageFiles.Find(named);
        IReadOnlyList<PredictionOutcome> outcomes = model.PredictMany(files.Paths, cancellationToken: cancellation.Token);
        bool IsKept(PredictionOutcome outcome) => outcome.IsPredicted && !(parsed.GetValue(_reject) && outcome.Prediction.Guard is { IsAccepted: false });
        PredictionReport report = new()
        {
            Model = path,
            ClassNames = model.ClassNames,
            PositiveLabel = model.PositiveLabel,
            Threshold = model.Threshold,
            Predictions = [.. outcomes.Where(IsKept).Select(o => PredictionEntry.Of(o.Image.Name, label: null, o.Prediction!))],
            Failures = [.. outcomes.Where(o => !IsKept(o)).Select(Failure)],
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

    private static FailureEntry Failure(PredictionOutcome outcome) => new(outcome.Image.Name, outcome.IsPredicted
        ? FormattableString.Invariant($"'{outcome.Image.Name}' is not like the images that the model was trained on: {outcome.Prediction.Guard} ") +
            FormattableString.Invariant($"(distance {outcome.Prediction.Guard!.Distance:0.00}, the limit is 1).")
        : Sentence.Of(outcome.Error));

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
            if (report.Predictions.All(p => p.Guard is null))
            {
                screen.Say("The model has no guard: whether these are images like those that it was trained on was not asked.");
            }

            screen.Notice(report.ResearchUseOnly);
        }
    }
}
