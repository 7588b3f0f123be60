using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid evaluate</c>.</summary>
internal sealed class EvaluateCommand : CovidCommand
{
    private readonly ModelOption _model = ModelOption.Required();
    private readonly DataOptions _data = new(isSplit: false, isTrained: false);
    private readonly JsonOption _json = new();
    private readonly ReportOption _report = new();

    private readonly Option<bool> _includeSeen = new("--include-seen")
    {
        Description = "Count images that the model was trained on, too. Default: they are recognised by their pixels, counted and left out.",
    };

    public EvaluateCommand()
        : base("evaluate", "Measure a saved model on labelled X-rays that it has not seen.")
    {
        _model.AddTo(this);
        _data.AddTo(this);
        this.Add(HelpGroup.Measuring, _includeSeen);
        _json.AddTo(this);
        _report.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid evaluate --model covid.zip --data data/other-hospital",
        "covid evaluate --model covid.zip --data data/darkcovidnet --classes Covid-19,No_findings --json result.json",
        "covid evaluate --model covid.zip --data data/xrays --include-seen --json -",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string path = _model.Read(parsed);
        DataChoices data = _data.Read(parsed);
        ReportChoices? page = _report.Read(parsed);
        var screen = OpenScreen(parsed, json);

        using CovidModel model = CovidModel.Load(path);
        XRayDataset dataset = data.Open();
        DataView.Show(screen.Asides, dataset, split: null);
        RequireKnownClasses(dataset, model);
        var options = new EvaluationOptions { IncludeSeen = parsed.GetValue(_includeSeen) };
        EvaluationResult result = ScoringView.During(screen.Asides, dataset.Count, progress => model.Evaluate(dataset, options, progress, cancellation.Token));

        ModelReport report = ModelReport.Of(path, model, dataset, result, Stopwatch.GetElapsedTime(began).TotalSeconds);
        DataView.ShowProblems(screen, report.Problems);
        if (report.SeenImages > 0)
        {
            screen.Say($"Left out: {Figures.Of(report.SeenImages)} images that the model was trained on; --include-seen counts them.");
        }

        ResultView.Show(screen, report);
        ReportView.Write(page, () => Report(model, dataset, result, cancellation.Token), cancellation.Token);
        ReportJson.Write(json, report, ReportJson.Readable.ModelReport);
        ReportView.Tell(screen, page);
        screen.Next(new NextStep($"covid audit --data {data.Given} --model {path}", "what in these images gives the label away?"));
        return ExitCode.Done;
    }

    // of these data, not of those that the model was trained on
    private static Report Report(CovidModel model, XRayDataset dataset, EvaluationResult result, CancellationToken cancellationToken) =>
        model.CreateReport(result, dataset) with { Audit = DataAudit.Run(dataset, cancellationToken: cancellationToken) };

    private static void RequireKnownClasses(XRayDataset dataset, CovidModel model)
    {
        string[] unknown = [.. dataset.ClassNames.Where(c => !model.ClassNames.Any(known => LabelTable.AreSame(known, c)))];
        if (unknown.Length > 0)
        {
            throw new InvalidOperationException(
                $"Dataset '{dataset.Name}' has classes that the model does not know ({string.Join(", ", unknown)}); choose from " +
                    $"{string.Join(", ", model.ClassNames)} with --classes.");
        }
    }
}
