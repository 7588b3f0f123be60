using System.CommandLine;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid demo</c>: the main job on the bundled drawings.</summary>
internal sealed class DemoCommand : CovidCommand
{
    // the drawings are learned by epoch 25 or so; the rest is margin, and all of it fits into two minutes on 2 cores
    private const int Epochs = 40;
    private const int ShownPerClass = 3;
    private const string Drawings =
        "The images of this demo are drawings (phantoms) made by the project's own code: the figures show that everything works, and say nothing about real " +
        "X-rays.";

    private readonly JsonOption _json = new();
    private readonly ReportOption _report = new();

    private readonly OutputOption _out = new("--out", "The model to write; an older file is replaced.", "FILE.zip") { DefaultValueFactory = _ => "covid.zip" };

    public DemoCommand()
        : base("demo",
            "Try everything on bundled drawings of X-rays: train a network, measure it, save it, classify with it, write a report. Takes about a minute.")
    {
        this.Add(HelpGroup.Output, _out);
        _json.AddTo(this);
        _report.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } = ["covid demo", "covid demo --out models/demo.zip --json demo.json"];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        string zip = parsed.GetRequiredValue(_out)!;
        OutputFile.RequireWritableModel("--out", zip);
        ReportChoices page = _report.Read(parsed, Path.ChangeExtension(zip, null) + "-report.html") with { Notice = Drawings };
        var screen = OpenScreen(parsed, json);
        screen.Notice(Drawings);

        var data = new DataChoices(
            [Path.Combine(AppContext.BaseDirectory, "phantoms")], "csv", [], new DatasetOptions(), new Dictionary<string, string>(), Metadata: null);
        var choices = new TrainingChoices(
            data, NetworkChoices.Cnn, new FittingChoices { Epochs = Epochs }, PositiveLabel: null, Checkpoints: null, AuditDepth.Files, zip)
        { Report = page };
        ModelReport report = new TrainingJob(choices, screen, cancellation).Run();
        Classify(screen, zip, report);
        ReportJson.Write(json, report, ReportJson.Readable.ModelReport);
        ReportView.Tell(screen, page);
        screen.Next($"covid predict --model {zip} IMAGE", new NextStep("covid train --data FOLDER --out FILE.zip", "the same on your own images"));
        return ExitCode.Done;
    }

    private static void Classify(Screen screen, string zip, ModelReport report)
    {
        using CovidModel model = CovidModel.Load(zip);
        PredictionEntry[] shown =
        [
            .. report.Predictions.GroupBy(p => p.Label).SelectMany(c => c.Take(ShownPerClass))
                .Select(p => PredictionEntry.Of(Path.GetFileName(p.Path), p.Label, model.Predict(p.Path))),
        ];
        screen.Say($"'{zip}', loaded again, classifies {Figures.Of(shown.Length)} of the held-out images:");
        PredictionsView.Show(screen, model.ClassNames, shown);
    }
}
