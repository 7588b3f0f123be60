using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid calibrate</c>.</summary>
internal sealed class CalibrateCommand : CovidCommand
{
    private readonly ModelOption _model = ModelOption.Required();
    private readonly DataOptions _data = new(isSplit: false);
    private readonly JsonOption _json = new();

    private readonly OutputOption _out = new("--out", "The new model to write; an older file is replaced.", "FILE.zip") { Required = true };

    private readonly LocalOptions _local = new();

    public CalibrateCommand()
        : base("calibrate", "Fit a saved model's probabilities and threshold to a new place by a few labelled X-rays taken there; the network stays as it is.")
    {
        _model.AddTo(this);
        _data.AddTo(this);
        this.Add(HelpGroup.Output, _out);
        _local.AddTo(this);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid calibrate --model covid.zip --data our-hospital --out ours.zip",
        "covid calibrate --model covid.zip --data our-hospital --prevalence 0.05 --sensitivity 0.95 --out ours.zip",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed), zip = parsed.GetRequiredValue(_out)!;
        OutputFile.RequireWritableModel("--out", zip);
        LocalCalibrationOptions options = new() { Prevalence = _local.Prevalence(parsed), Threshold = _local.Threshold(parsed) };
        Screen screen = OpenScreen(parsed, json);
        using CovidModel model = CovidModel.Load(path);
        XRayDataset dataset = _data.Read(parsed).Open();
        DataView.Show(screen.Asides, dataset, split: null);
        using CovidModel fitted =
            ScoringView.During(screen.Asides, dataset.Count, progress => model.Calibrate(dataset, options, progress, cancellation.Token));
        fitted.Save(zip);
        var report = LocalReport.Of(zip, model, fitted, dataset, Stopwatch.GetElapsedTime(began).TotalSeconds);
        LocalView.Show(screen, report, fitted.Card.Local!);
        ReportJson.Write(json, report, ReportJson.Readable.LocalReport);
        screen.Next(new NextStep($"covid evaluate --model {zip} --data FOLDER", "on images of that place that were not used here"));
        return ExitCode.Done;
    }
}
