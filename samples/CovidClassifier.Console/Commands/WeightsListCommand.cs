using System.CommandLine;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid weights list</c>.</summary>
internal sealed class WeightsListCommand : CovidCommand
{
    private readonly JsonOption _json = new();

    public WeightsListCommand()
        : base("list", "List the published networks, with their licences, and whether each is there. For research and teaching only, never for diagnosis.") =>
            _json.AddTo(this);

    public override IReadOnlyList<string> Examples { get; } = ["covid weights list", "covid weights list --json -"];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        WeightsReport report = WeightsReport.Of(Backbone.All);
        WeightsView.Show(new Screen(json), report);
        ReportJson.Write(json, report, ReportJson.Readable.WeightsReport);
        return ExitCode.Done;
    }
}
