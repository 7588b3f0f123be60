using System.CommandLine;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid train</c>.</summary>
internal sealed class TrainCommand : CovidCommand
{
    private readonly DataOptions _data = new();
    private readonly NetworkOptions _network = new();
    private readonly FittingOptions _fitting = new();
    private readonly CheckpointOptions _checkpoints = new();
    private readonly AuditsOption _audits = AuditsOption.BesideTraining();
    private readonly JsonOption _json = new();
    private readonly ReportOption _report = new();

    private readonly Option<string?> _positive = new("--positive")
    {
        Description = "The class that sensitivity and threshold refer to. Default: the class that is COVID-19.",
        HelpName = "LABEL",
    };

    private readonly Option<string> _out =
        new("--out") { Required = true, Description = "The model to write; an older file is replaced.", HelpName = "FILE.zip" };

    public TrainCommand()
        : base("train",
            "Train a network on labelled X-rays, measure it on held-out patients, and save it as one zip. For research and teaching only, never for diagnosis.")
    {
        _data.AddTo(this);
        _network.AddTo(this);
        Add(_positive);
        _fitting.AddTo(this);
        _checkpoints.AddTo(this);
        _audits.AddTo(this);
        Add(_out);
        _json.AddTo(this);
        _report.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid train --data data/xrays --out covid.zip",
        "covid train --data data/darkcovidnet --classes Covid-19,No_findings --seed 2 --out covid.zip --json result.json --report report.html",
        "covid train --data table.csv --column-path image --column-label diagnosis --positive COVID-19 --out covid.zip",
        "covid train --data data/xrays --network mobilenet.onnx --preprocessing minus-one-one --learning-rate 0.0003 --out covid.zip",
        "covid train --data data/xrays --network mobilenetv2 --mode frozen --head svm --out covid.zip",
        "covid train --data data/xrays --checkpoint epochs --resume --out covid.zip",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        string zip = parsed.GetRequiredValue(_out);
        OutputFile.RequireWritableModel("--out", zip);
        if (json is not null && Path.GetFullPath(json) == Path.GetFullPath(zip))
        {
            throw new UsageException($"--out and --json must be two files, got '{zip}' for both.");
        }

        var screen = new Screen(json);
        var choices = new TrainingChoices(
            _data.Read(parsed), _network.Read(parsed), _fitting.Read(parsed), parsed.GetValue(_positive), _checkpoints.Read(parsed), _audits.Read(parsed), zip)
        {
            Report = _report.Read(parsed, json),
        };
        ModelReport report = new TrainingJob(choices, screen, cancellation).Run();
        ReportJson.Write(json, report, ReportJson.Readable.ModelReport);
        ReportView.Tell(screen, choices.Report);
        return ExitCode.Done;
    }
}
