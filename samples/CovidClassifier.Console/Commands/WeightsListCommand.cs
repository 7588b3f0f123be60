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
        : base("list", "List the published networks, with their licences, and whether each is there.") =>
            _json.AddTo(this);

    public override IReadOnlyList<string> Examples { get; } = ["covid weights list", "covid weights list --json -"];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        WeightsReport report = WeightsReport.Of(Backbone.All);
        Screen screen = OpenScreen(parsed, json);
        WeightsView.Show(screen, report);
        screen.Next("covid weights fetch NAME", "covid train --data FOLDER --network NAME --out FILE.zip");
        ReportJson.Write(json, report, ReportJson.Readable.WeightsReport);
        return ExitCode.Done;
    }
}
