using System.CommandLine;
using System.Diagnostics;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid audit</c>.</summary>
internal sealed class AuditCommand : CovidCommand
{
    private readonly DataOptions _data = new(isTrained: false);

    private readonly ModelOption _model = ModelOption.Optional(
        "Also audit this model, on images that it was not trained on: labels that it contradicts, performance by subgroup, AUROC and labels on changed " +
            "pictures, share of its heat maps outside the central area; and whether training on shuffled labels gives chance.");

    private readonly NetworkOptions _network = new();
    private readonly AuditsOption _audits = AuditsOption.Alone();
    private readonly JsonOption _json = new();
    private readonly FixesOption _fixes = new();
    private readonly ReportOption _report = new();

    private readonly Option<int> _seed =
        NumberOption.Whole("--seed", 0, int.MinValue, "Decides the folds that baselines are measured on, and the draws of the intervals.");

    public AuditCommand()
        : base("audit",
            "Look for what would let a classifier cheat: copies, patients on both sides of a split, and whatever beside the lungs gives the label away. " +
            "Exit code 0 whatever is found.")
    {
        _data.AddTo(this);
        _model.AddTo(this);
        this.AddRare(HelpGroup.Measuring, _seed);
        _audits.AddTo(this);
        _network.AddTo(this);
        _json.AddTo(this);
        _fixes.AddTo(this);
        _report.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid audit --data data/darkcovidnet",
        "covid audit --data data/xrays --classes Covid-19,No_findings --json audit.json",
        "covid audit --data data/xrays --network mobilenetv2",
        "covid audit --data data/other-hospital --model covid.zip --json audit.json",
        "covid audit --data data/xrays --fixes labels.csv --report audit.html",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        string? json = _json.Read(parsed);
        string? zip = _model.Find(parsed), fixes = _fixes.Read(parsed);
        ReportChoices? page = _report.Read(parsed);
        DataChoices data = _data.Read(parsed);
        NetworkChoices network = _network.Read(parsed);
        if (_audits.Read(parsed) == AuditDepth.Files && _network.IsGiven(parsed))
        {
            throw new UsageException("--network and its options say what --audits pictures trains, but --audits is files.");
        }

        if (fixes is not null && zip is null && _audits.Read(parsed) == AuditDepth.Files)
        {
            throw new UsageException("--fixes needs something that doubts labels: give --model, or --audits pictures.");
        }

        var screen = OpenScreen(parsed, json);

        XRayDataset dataset = data.Open();
        dataset = data.Split == SplitOrigin.New ? dataset.WithoutGivenParts() : dataset;
        DataView.Show(screen.Asides, dataset, split: null);
        screen.Warn(dataset.Warnings);
        screen.Note(dataset.Notes);

        var options = new AuditOptions { Seed = parsed.GetValue(_seed), Network = _audits.Read(parsed) == AuditDepth.Pictures ? network.Open() : null };
        using CovidModel? model = zip is null ? null : CovidModel.Load(zip);
        AuditResult report = AuditView.During(screen.Asides, progress => model is null
            ? DataAudit.Run(dataset, split: null, options, progress, cancellation.Token)
            : model.Audit(dataset, split: null, options, progress, cancellation.Token));
        AuditEntry entry = AuditEntry.Of(report, dataset, Stopwatch.GetElapsedTime(began).TotalSeconds);
        DataView.ShowProblems(screen, entry.Problems);
        AuditView.Show(screen, report);
        AuditView.WriteFixes(screen, report, fixes);
        ReportView.Write(page, () => Page(report, zip, options.Seed), cancellation.Token);
        ReportJson.Write(json, entry, ReportJson.Readable.AuditEntry);
        ReportView.Tell(screen, page);
        screen.Next(report.Verdict == AuditVerdict.Pass
            ? $"covid train --data {data.Given} --out FILE.zip"
            : new NextStep("read each 'fail' and 'warn' above: a network learns whatever gives the label away, and not the disease"));
        return ExitCode.Done;
    }

    private static Report Page(AuditResult report, string? model, long seed) => new()
    {
        Title = $"Audit of {report.Dataset}",
        Summary = model is null
            ? "What the data say about themselves."
            : $"What the data say about themselves, and what model {Path.GetFileName(model)} makes of them.",
        Seed = seed,
        Audit = report,
    };
}
