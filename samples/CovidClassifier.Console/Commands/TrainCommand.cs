using System.CommandLine;
using CovidClassifier.Console.Help;
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

    private readonly Option<string?> _positive = PositiveOption.Create();

    private readonly Option<string?> _quantize = ChoiceOption.Of(
        "--quantize", ["int8"], standard: null,
        "Save 8-bit weights and activations, a quarter of the size, where the held-out images rule out a loss of more than 0.005 in AUROC; otherwise floats " +
            "are kept, and said to be. Default: floats.");

    private readonly OutputOption _out = new("--out", "The model to write; an older file is replaced.", "FILE.zip") { Required = true };

    public TrainCommand()
        : base("train",
            "Train a network on labelled X-rays, measure it on held-out patients, and save it as one zip.")
    {
        _data.AddTo(this);
        _network.AddTo(this);
        this.Add(HelpGroup.Training, _positive);
        _fitting.AddTo(this);
        _checkpoints.AddTo(this);
        _audits.AddTo(this);
        this.Add(HelpGroup.Output, _out);
        this.AddRare(HelpGroup.Output, _quantize);
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
        string zip = parsed.GetRequiredValue(_out)!;
        OutputFile.RequireWritableModel("--out", zip);
        var screen = OpenScreen(parsed, json);
        var choices = new TrainingChoices(
            _data.Read(parsed), _network.Read(parsed), _fitting.Read(parsed), parsed.GetValue(_positive), _checkpoints.Read(parsed), _audits.Read(parsed), zip)
        {
            Report = _report.Read(parsed),
            Quantize = parsed.GetValue(_quantize) is not null,
        };
        choices.Fitting.RequireFitting(choices.Network.Mode, keepsEpochs: choices.Checkpoints is not null);
        choices.Network.RequireDifferentMembers(choices.Fitting.Augment);
        if (choices.Quantize && choices.Data.Split == SplitOrigin.LeaveOneSourceOut)
        {
            throw new UsageException(
                "--quantize needs images that the model was not trained on, and --split leave-one-source-out trains it on all of them; give one of the two.");
        }

        if (choices is { Quantize: true, Network.Head: "lightgbm" or "fastforest" })
        {
            throw new UsageException($"--quantize is for networks, and --head {choices.Network.Head} stays outside the network's graph; give one of the two.");
        }

        screen.Note(choices.Network.Mode == NetworkChoices.Frozen ? choices.Fitting.Idle($"--mode {NetworkChoices.Frozen}") : []);
        ModelReport report = new TrainingJob(choices, screen, cancellation).Run();
        ReportJson.Write(json, report, ReportJson.Readable.ModelReport);
        FeatureCacheView.Tell(screen, choices.Fitting.FeatureCache);
        ReportView.Tell(screen, choices.Report);
        screen.Next($"covid predict --model {zip} IMAGE", new NextStep($"covid evaluate --model {zip} --data FOLDER", "on another hospital's images"));
        return ExitCode.Done;
    }
}
