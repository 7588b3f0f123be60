using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid adapt</c>.</summary>
internal sealed class AdaptCommand : CovidCommand
{
    private static readonly AdaptationChoices Standard = new();

    private readonly ModelOption _model = ModelOption.Required();
    private readonly DataOptions _data = new(isSplit: false);
    private readonly LocalOptions _local = new();
    private readonly JsonOption _json = new();
    private readonly ReportOption _report = new(asksForPrevalence: false);

    private readonly OutputOption _out = new("--out", "The new model to write; an older file is replaced.", "FILE.zip") { Required = true };

    private readonly Option<double> _oldKnowledge = NumberOption.Real(
        "--old-knowledge",
        Standard.OldKnowledge,
        x => x is >= 0 and < 1,
        "a number from 0 to below 1",
        "How much of each image's target is what the model says already, and not its label: 0 forgets freely, near 1 hardly learns.");

    private readonly Option<int> _epochs = NumberOption.Whole("--epochs", Standard.Epochs, 1, "Passes over the images.");

    private readonly Option<double> _rate =
        NumberOption.Real("--learning-rate", Standard.LearningRate, x => x > 0, "a number above 0", "Step size.");

    private readonly Option<int> _repeats =
        NumberOption.Whole("--curve-repeats", Standard.CurveRepeats, 0, "How often each size of the learning curve is drawn anew; 0 measures none.");

    private readonly Option<int> _seed = NumberOption.Whole("--seed", Standard.Seed, int.MinValue, "Everything random comes from it.");

    public AdaptCommand()
        : base("adapt", "Go on training a saved model on a few labelled X-rays of a new place, and tell what 10, 20, 50 and 100 patients of that place gain.")
    {
        _model.AddTo(this);
        _data.AddTo(this);
        this.Add(HelpGroup.Output, _out);
        this.Add(HelpGroup.Training, _oldKnowledge, _epochs, _rate, _seed);
        this.Add(HelpGroup.Measuring, _repeats);
        _local.AddTo(this);
        _json.AddTo(this);
        _report.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid adapt --model covid.zip --data our-hospital --out ours.zip",
        "covid adapt --model covid.zip --data our-hospital --prevalence 0.05 --out ours.zip --report curve.html",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed), zip = parsed.GetRequiredValue(_out)!;
        OutputFile.RequireWritableModel("--out", zip);
        ReportChoices? page = _report.Read(parsed);
        AdaptationOptions options = new()
        {
            OldKnowledge = parsed.GetValue(_oldKnowledge),
            Epochs = parsed.GetValue(_epochs),
            LearningRate = parsed.GetValue(_rate),
            CurveRepeats = parsed.GetValue(_repeats),
            Seed = parsed.GetValue(_seed),
            Prevalence = _local.Prevalence(parsed),
            Threshold = _local.Threshold(parsed),
        };
        Screen screen = OpenScreen(parsed, json);
        using CovidModel model = CovidModel.Load(path);
        XRayDataset dataset = _data.Read(parsed).Open();
        DataView.Show(screen.Asides, dataset, split: null);
        using CovidModel fitted = TrainingView.During(screen.Asides, progress => model.Adapt(dataset, options, progress, cancellation.Token));
        fitted.Save(zip);
        var report = LocalReport.Of(zip, model, fitted, dataset, Stopwatch.GetElapsedTime(began).TotalSeconds);
        LocalView.Show(screen, report, fitted.Card.Local!);
        ReportView.Write(page, () => fitted.CreateReport(null, dataset), cancellation.Token);
        ReportJson.Write(json, report, ReportJson.Readable.LocalReport);
        ReportView.Tell(screen, page);
        screen.Next(new NextStep($"covid evaluate --model {zip} --data FOLDER", "on images of that place that were not used here"));
        return ExitCode.Done;
    }
}
