using System.CommandLine;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;
using CovidClassifier.Data;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid crossvalidate</c>.</summary>
internal sealed class CrossValidateCommand : CovidCommand
{
    private readonly DataOptions _data = new();
    private readonly NetworkOptions _network = new();
    private readonly FittingOptions _fitting = new();
    private readonly FoldOptions _folds = new();
    private readonly JsonOption _json = new();

    private readonly Option<int> _repeats = NumberOption.Whole("--repeats", 1, 1, "How often the images are dealt anew.");

    private readonly Option<string?> _positive = new("--positive")
    {
        Description = "The class that sensitivity and specificity refer to. Default: the class that is COVID-19.",
        HelpName = "LABEL",
    };

    public CrossValidateCommand()
        : base("crossvalidate", "Measure a network on every image of a dataset, each scored by a model that was trained without it. For research and teaching only, never for diagnosis.")
    {
        _data.AddTo(this);
        _network.AddTo(this);
        Add(_positive);
        _folds.AddTo(this);
        Add(_repeats);
        _fitting.AddTo(this);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid crossvalidate --data data/xrays --json folds.json",
        "covid crossvalidate --data data/darkcovidnet --network mobilenetv2 --mode frozen",
        "covid crossvalidate --data data/darkcovidnet --network mobilenet.onnx --preprocessing minus-one-one --mode finetune --seed 2",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        NetworkChoices network = _network.Read(parsed);
        FittingChoices fitting = _fitting.Read(parsed);
        var screen = new Screen(json);
        XRayDataset dataset = _data.Read(parsed).Open();
        DataView.Show(screen, dataset);
        CrossValidationResult result = Recipe.Of(dataset, network, fitting, parsed.GetValue(_positive))
            .CrossValidate(_folds.Folds(parsed), _folds.Grouping(parsed), parsed.GetValue(_repeats), new FoldView(screen), cancellation.Token);
        CrossValidationReport report = CrossValidationReport.Of(result, fitting.Seed);
        CrossValidationView.Show(screen, report);
        ReportJson.Write(json, report, ReportJson.Readable.CrossValidationReport);
        return ExitCode.Done;
    }
}
