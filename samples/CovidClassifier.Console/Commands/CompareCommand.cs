using System.CommandLine;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Shards;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid compare</c>.</summary>
internal sealed class CompareCommand : CovidCommand, IMergeable
{
    private readonly DataOptions _data = new();
    private readonly NetworksOptions _networks = new(takesEnsembles: true);
    private readonly FoldOptions _folds = FoldOptions.OneWay();
    private readonly AuditsOption _audits = AuditsOption.BesideManyNetworks();
    private readonly FittingOptions _fitting = new(keepsModel: false);
    private readonly JsonOption _json = new();
    private readonly ReportOption _report = new();
    private static readonly string[] KnownModes = [NetworkChoices.Frozen, NetworkChoices.FineTune, NetworkChoices.Scratch];

    private readonly Option<string> _modes = new("--modes")
    {
        Description =
            "How pre-trained networks learn, separated by commas: frozen trains a head on their features, finetune the last blocks and a new head, scratch " +
            "all weights (slow).",
        HelpName = string.Join(',', KnownModes),
        DefaultValueFactory = _ => $"{NetworkChoices.Frozen},{NetworkChoices.FineTune}",
    };

    private readonly LateChoiceOption _metric = MetricOption.Create();
    private readonly FoldFolderOption _kept = new("networks");

    private readonly Option<string?> _positive = PositiveOption.Create();

    public CompareCommand()
        : base("compare",
            "Compare networks on the same folds of your images, each tested against the best.")
    {
        _data.AddTo(this);
        _networks.AddTo(this);
        this.Add(HelpGroup.Network, _modes);
        this.Add(HelpGroup.Training, _positive);
        this.Add(HelpGroup.Measuring, _metric);
        _folds.AddTo(this);
        _audits.AddTo(this);
        _fitting.AddTo(this);
        _json.AddTo(this);
        _report.AddTo(this);
        _kept.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid compare --data data/xrays",
        "covid compare --data data/darkcovidnet --networks cnn,mobilenet.onnx --preprocessing minus-one-one --metric accuracy --json table.json --report " +
            "comparison.html",
    ];

    public int Merge(ParseResult parsed, string folder, Cancellation cancellation) =>
        Compare(parsed, builder => builder.WithFoldFolder(folder, trainMissing: false), shard: null, cancellation);

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        (string? folder, Shard? shard) = _kept.Read(
            parsed, ("--json", _json.Read(parsed) is not null), ("--report", _report.Read(parsed) is not null));
        int code = Compare(
            parsed, builder => folder is null ? builder : (shard is null ? builder : builder.WithHeatMaps()).WithFoldFolder(folder), shard, cancellation);
        if (shard is not null && code == ExitCode.Done)
        {
            ShardNote.Write(folder!, shard, parsed);
        }

        return code;
    }

    private int Compare(ParseResult parsed, Func<CovidModelBuilder, CovidModelBuilder> keep, Shard? shard, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        ReportChoices? page = _report.Read(parsed);
        NetworksChoices networks = _networks.Read(parsed);
        FittingChoices fitting = _fitting.Read(parsed);
        string[] modes = WordList.Split("--modes", parsed.GetValue(_modes)!);
        if (Array.Find(modes, m => !KnownModes.Contains(m)) is { } wrong)
        {
            throw new UsageException($"--modes must be some of {string.Join(", ", KnownModes)}, separated by commas, got '{wrong}'" +
                $"{Suggestion.After(wrong, KnownModes)}");
        }

        string headsOnly = $"--modes {NetworkChoices.Frozen} without the cnn";
        bool areHeads = modes is [NetworkChoices.Frozen] && networks.HaveLearned;
        if (areHeads)
        {
            fitting.RequireNothingOfEpochs(headsOnly);
        }

        if (modes.Contains(NetworkChoices.Frozen) && fitting.Augment is null or { IsIdentity: true } && networks.Repeated is var (network, ensemble))
        {
            throw new UsageException($"--networks '{ensemble}' names {network} twice, and frozen both would be the same network, because training its head " +
                $"draws nothing at random. Give two networks, --modes {NetworkChoices.FineTune}, or --augment study.");
        }

        string? positive = parsed.GetValue(_positive);
        DataChoices data = _data.Read(parsed);
        var options = new ComparisonOptions
        {
            Folds = _folds.Folds(parsed),
            Grouping = _folds.Groupings(parsed, data.Split)[0],
            Metric = Metric.Parse(parsed.GetValue(_metric)!),
        };
        var screen = OpenScreen(parsed, json);
        screen.Note(networks.Names is [NetworkChoices.CnnName] && parsed.GetResult(_modes) is { Implicit: false }
            ? ["--modes plays no part for the cnn, which has nothing learned to keep: it is trained from scratch."] : []);
        screen.Note(areHeads ? fitting.Idle(headsOnly) : []);
        XRayDataset dataset = data.Open();
        DataView.ShowForFolds(screen.Asides, dataset, data.Split);
        AvailableNetworks available = networks.Open();
        CovidModelBuilder builder = keep(Recipe.Of(dataset, NetworkChoices.Cnn, fitting, positive, data.Split, page).WithAudits(_audits.Read(parsed)));
        IReadOnlyList<LearningPlan> plans = networks.Adapt(available, modes, fitting.Augment is { IsIdentity: false } ? null : 1);
        options = options with { Missing = available.Missing };
        if (shard is not null)
        {
            int count = FoldsView.During(
                screen.Asides,
                options.Grouping,
                (IProgress<ComparisonProgress> progress) => builder.CompareShard(shard, plans, options, progress, cancellation.Token));
            FeatureCacheView.Tell(screen, fitting.FeatureCache);
            screen.Say($"Shard {shard} has its {(count == 1 ? "network" : $"{Figures.Of(count)} networks")}.");
            return ExitCode.Done;
        }

        ComparisonResult comparison = FoldsView.During(
            screen.Asides,
            options.Grouping,
            (IProgress<ComparisonProgress> progress) => builder.Compare(plans, options, progress, cancellation.Token));
        ComparisonReport report = ComparisonReport.Of(comparison, fitting.Seed);
        ComparisonView.Show(screen, report, available.Missing);
        ReportView.Write(page, () => comparison.CreateReport(dataset), cancellation.Token);
        ReportJson.Write(json, report, ReportJson.Readable.ComparisonReport);
        FeatureCacheView.Tell(screen, fitting.FeatureCache);
        ReportView.Tell(screen, page);
        screen.Next(new NextStep($"covid train --data {data.Given} --network NAME --out FILE.zip", "trains the network that you choose"));
        return ExitCode.Done;
    }
}
