using System.CommandLine;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid quantize</c>.</summary>
internal sealed class QuantizeCommand : CovidCommand
{
    private readonly ModelOption _model = ModelOption.Required();
    private readonly DataOptions _data = new(isSplit: false);
    private readonly JsonOption _json = new();
    private readonly OutputOption _out = new("--out", "The model to write; an older file is replaced.", "FILE.zip") { Required = true };

    private readonly Option<bool> _anyway = new("--anyway")
    {
        Description = "Write the model even where a loss of more than 0.005 in AUROC cannot be ruled out. Default: nothing is written then.",
    };

    private readonly Option<bool> _includeSeen = new("--include-seen")
    {
        Description = "Compare the two also on images that the model was trained on, where no others are left. Default: those are left out.",
    };

    public QuantizeCommand()
        : base("quantize", "Give a saved model 8-bit weights and activations: a quarter of the size, and faster on most processors.")
    {
        _model.AddTo(this);
        _data.AddTo(this);
        this.Add(HelpGroup.Measuring, _includeSeen);
        this.Add(HelpGroup.Output, _out);
        this.Add(HelpGroup.Output, _anyway);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid quantize --model covid.zip --data data/xrays --out covid-int8.zip",
        "covid quantize --model covid.zip --data data/xrays --out covid-int8.zip --anyway --json cost.json",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        string zip = parsed.GetRequiredValue(_out)!;
        OutputFile.RequireWritableModel("--out", zip);
        string path = _model.Read(parsed);
        DataChoices data = _data.Read(parsed);
        Screen screen = OpenScreen(parsed, json);

        using CovidModel model = CovidModel.Load(path);
        XRayDataset dataset = data.Open();
        DataView.Show(screen.Asides, dataset, split: null);
        using CovidModel bytes = ScoringView.During(screen.Asides, dataset.Count, progress => model.Quantize(
            dataset, new EvaluationOptions { IncludeSeen = parsed.GetValue(_includeSeen) }, progress, cancellation.Token));
        QuantizationResult result = bytes.Quantization!;
        screen.Say(result.ToString());
        ReportJson.Write(json, QuantizationEntry.Of(result), ReportJson.Readable.QuantizationEntry);
        if (!result.IsAccepted && !parsed.GetValue(_anyway))
        {
            throw new InvalidOperationException("Nothing is written; measure on more images that the model was not trained on, or give --anyway.");
        }

        bytes.Save(zip);
        screen.Say($"The model with 8 bits is saved in '{Path.GetFullPath(zip)}'.");
        screen.Next($"covid predict --model {zip} IMAGE");
        return ExitCode.Done;
    }
}
