using System.CommandLine;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid auto</c>.</summary>
internal sealed class AutoCommand : CovidCommand
{
    private readonly DataOptions _data = new();
    private readonly NetworksOptions _networks = new(takesEnsembles: false);
    private readonly AutoOptions _search = new();
    private readonly FittingOptions _fitting = new(isSearched: true);
    private readonly JsonOption _json = new();
    private readonly ReportOption _report = new();

    private readonly Option<string?> _positive = PositiveOption.Create();

    private readonly Option<int?> _nested = NumberOption.WholeOrNone(
        "--nested", 2,
            "Search inside each of so many folds instead, and measure on the images left out: figures free of the search's own optimism. Takes the budget " +
            "once per fold; no --out. With --split leave-one-source-out there is one search for each source, whatever the number.");

    private readonly FoldOptions _folds = FoldOptions.OneWay();
    private readonly AuditsOption _audits = AuditsOption.BesideManyNetworks();

    private readonly OutputOption _out = new("--out", "The model to write; an older file is replaced.", "FILE.zip");

    public AutoCommand()
        : base("auto",
            "Search for the best network and recipe within a budget, train it, measure it on held-out patients, and save it as one zip.")
    {
        _data.AddTo(this);
        _networks.AddTo(this);
        this.Add(HelpGroup.Training, _positive);
        _search.AddTo(this);
        this.Add(HelpGroup.Search, _nested);
        _folds.AddGroupTo(this);
        _audits.AddTo(this);
        _fitting.AddTo(this);
        this.Add(HelpGroup.Output, _out);
        _json.AddTo(this);
        _report.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid auto --data data/xrays --out auto.zip --report auto.html",
        "covid auto --data data/xrays --networks cnn,mobilenet.onnx --preprocessing minus-one-one --budget 30m --metric accuracy --state search --out auto.zip",
        "covid auto --data data/xrays --budget 6m --nested 5 --json nested.json",
        "covid auto --data data/xrays --trials 24 --state search --worker",
        "covid auto --data data/hospitals --split leave-one-source-out --metric worst-source-auroc --out auto.zip",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        string? zip = parsed.GetValue(_out);
        int? nested = parsed.GetValue(_nested);
        AutoChoices search = _search.Read(parsed);
        ReportChoices? page = _report.Read(parsed);
        if (search.Worker && (zip ?? json ?? page?.Path) is not null | nested is not null)
        {
            throw new UsageException("--worker makes no model and no figures; leave --out, --nested, --json and --report to the command that comes after it.");
        }

        if (!search.Worker && zip is null == nested is null)
        {
            throw new UsageException(zip is null ? "--out is needed, the model to write; or --nested, to measure only; or --worker."
                : "--nested measures and writes no model; leave --out away, or search without --nested.");
        }

        if (zip is not null)
        {
            OutputFile.RequireWritableModel("--out", zip);
        }

        if (nested is null && _folds.IsGroupingGiven(parsed))
        {
            throw new UsageException("--group says how the folds of --nested are dealt; leave it away, or give --nested.");
        }

        FittingChoices fitting = _fitting.Read(parsed);
        if (nested is not null && fitting.SetLevel is not null)
        {
            throw new UsageException("--set-level is of a model that is kept, and --nested measures and writes none; leave one of them away.");
        }

        var screen = OpenScreen(parsed, json);
        DataChoices data = _data.Read(parsed);
        var job = new SearchJob(data, _networks.Read(parsed), search, fitting, parsed.GetValue(_positive), screen,
            cancellation)
        { Page = page, Audits = _audits.Read(parsed) };
        if (search.Worker)
        {
            job.Share();
        }
        else if (zip is not null)
        {
            ReportJson.Write(json, job.Search(zip), ReportJson.Readable.AutoReport);
        }
        else
        {
            ReportJson.Write(json, job.Measure(nested!.Value, _folds.Groupings(parsed, data.Split)[0]), ReportJson.Readable.NestedReport);
        }

        FeatureCacheView.Tell(screen, fitting.FeatureCache);
        ReportView.Tell(screen, page);
        if (zip is not null)
        {
            screen.Next($"covid predict --model {zip} IMAGE", new NextStep($"covid evaluate --model {zip} --data FOLDER", "on another hospital's images"));
        }
        else if (!search.Worker)
        {
            screen.Next("the same command with --out FILE.zip in place of --nested searches once more and saves the model");
        }

        return ExitCode.Done;
    }
}
