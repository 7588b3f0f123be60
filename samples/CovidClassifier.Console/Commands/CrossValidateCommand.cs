using System.CommandLine;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Shards;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid crossvalidate</c>.</summary>
internal sealed class CrossValidateCommand : CovidCommand, IMergeable
{
    private readonly DataOptions _data = new();
    private readonly NetworkOptions _network = new();
    private readonly FittingOptions _fitting = new(keepsModel: false);
    private readonly FoldOptions _folds = FoldOptions.AnyWay();
    private readonly AuditsOption _audits = AuditsOption.BesideFolds();
    private readonly JsonOption _json = new();
    private readonly ReportOption _report = new();
    private readonly FixesOption _fixes = new();
    private readonly FoldFolderOption _kept = new("folds and repeats");

    private readonly Option<int> _repeats = NumberOption.Whole("--repeats", 1, 1, "How often the images are dealt anew.");

    private readonly Option<string?> _positive = PositiveOption.Create();

    public CrossValidateCommand()
        : base("crossvalidate",
            "Measure a network on every image of a dataset, each scored by a model that was trained without it: by patient and at random side by side, and " +
            "beside them what file headers and image borders alone would reach.")
    {
        _data.AddTo(this);
        _network.AddTo(this);
        this.Add(HelpGroup.Training, _positive);
        _folds.AddTo(this);
        this.AddRare(HelpGroup.Measuring, _repeats);
        _audits.AddTo(this);
        _fitting.AddTo(this);
        _json.AddTo(this);
        _report.AddTo(this);
        _fixes.AddTo(this);
        _kept.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid crossvalidate --data data/xrays --json folds.json --report folds-report.html",
        "covid crossvalidate --data data/darkcovidnet --network mobilenetv2 --mode frozen",
        "covid crossvalidate --data data/two-hospitals --network mobilenetv2 --split leave-one-source-out",
        "covid crossvalidate --data data/darkcovidnet --network mobilenet.onnx --preprocessing minus-one-one --mode finetune --seed 2",
        "covid crossvalidate --data data/xrays --shard 2/5 --folds-dir folds",
    ];

    public int Merge(ParseResult parsed, string folder, Cancellation cancellation) =>
        Measure(parsed, builder => builder.WithFoldFolder(folder, trainMissing: false), shard: null, cancellation);

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        (string? folder, Shard? shard) = _kept.Read(
            parsed, ("--json", _json.Read(parsed) is not null), ("--report", _report.Read(parsed) is not null),
            ("--fixes", _fixes.Read(parsed) is not null));
        int code = Measure(
            parsed, builder => folder is null ? builder : (shard is null ? builder : builder.WithHeatMaps()).WithFoldFolder(folder), shard, cancellation);
        if (shard is not null && code == ExitCode.Done)
        {
            ShardNote.Write(folder!, shard, parsed);
        }

        return code;
    }

    private int Measure(ParseResult parsed, Func<CovidModelBuilder, CovidModelBuilder> keep, Shard? shard, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        NetworkChoices network = _network.Read(parsed);
        FittingChoices fitting = _fitting.Read(parsed);
        fitting.RequireFitting(network.Mode);
        network.RequireDifferentMembers(fitting.Augment);
        ReportChoices? page = _report.Read(parsed);
        string? fixes = _fixes.Read(parsed);
        AuditDepth audits = _audits.Read(parsed);
        if (fixes is not null && audits == AuditDepth.None)
        {
            throw new UsageException("--fixes lists what the audit of the labels finds, but --audits is none.");
        }

        var screen = OpenScreen(parsed, json);
        screen.Note(network.Mode == NetworkChoices.Frozen ? fitting.Idle($"--mode {NetworkChoices.Frozen}") : []);
        DataChoices data = _data.Read(parsed);
        IReadOnlyList<FoldGrouping> groupings = _folds.Groupings(parsed, data.Split);
        XRayDataset dataset = data.Open();
        DataView.ShowForFolds(screen.Asides, dataset, data.Split);
        CovidModelBuilder builder = keep(Recipe.Of(dataset, network, fitting, parsed.GetValue(_positive), data.Split, page));
        CrossValidationResult Measure(FoldGrouping grouping, AuditDepth depth) => FoldsView.During(
            screen.Asides,
            grouping,
            (IProgress<CrossValidationProgress> progress) =>
                builder.WithAudits(depth).CrossValidate(_folds.Folds(parsed), grouping, parsed.GetValue(_repeats), progress, cancellation.Token));

        bool isOneWay = dataset.Images.Where(i => i.PatientId is not null).GroupBy(i => i.PatientId).All(p => p.Count() == 1);
        if (groupings.Count > 1 && isOneWay)
        {
            screen.Say("No known patient has several images, so that dealing them by patient and at random is the same: it is done once.");
            groupings = [FoldGrouping.Patient];
        }

        if (shard is not null)
        {
            int folds = groupings.Sum(grouping => FoldsView.During(
                screen.Asides,
                grouping,
                (IProgress<CrossValidationProgress> progress) =>
                    builder.CrossValidateShard(shard, _folds.Folds(parsed), grouping, parsed.GetValue(_repeats), progress, cancellation.Token)));
            FeatureCacheView.Tell(screen, fitting.FeatureCache);
            screen.Say($"Shard {shard} has its {(folds == 1 ? "fold" : $"{Figures.Of(folds)} folds")}.");
            return ExitCode.Done;
        }

        CrossValidationResult? other = groupings.Count == 1 ? null : Measure(groupings[1], AuditDepth.None);
        CrossValidationResult result = Measure(groupings[0], audits);
        CrossValidationReport report = CrossValidationReport.Of(result, fitting.Seed) with
        {
            Ungrouped = other is null ? null : CrossValidationReport.Of(other, fitting.Seed),
        };
        CrossValidationView.Show(screen, report);
        ReportView.Write(page, () => result.CreateReport(dataset, other), cancellation.Token);
        ReportJson.Write(json, report, ReportJson.Readable.CrossValidationReport);
        AuditView.WriteFixes(screen, result.Audit, fixes);
        FeatureCacheView.Tell(screen, fitting.FeatureCache);
        ReportView.Tell(screen, page);
        screen.Next(new NextStep($"covid train --data {data.Given} --out FILE.zip", "trains a model to keep, by this recipe"));
        return ExitCode.Done;
    }
}
