using System.CommandLine;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid datasets</c>.</summary>
internal sealed class DatasetsCommand : CovidCommand
{
    private readonly JsonOption _json = new();

    public DatasetsCommand()
        : base("datasets", "List the public datasets and the layouts that are recognised: classes, size, licence, page, what the folder must look like.") =>
            _json.AddTo(this);

    public override IReadOnlyList<string> Examples { get; } = ["covid datasets", "covid datasets --json -"];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        var report = new DatasetsReport(XRayDataset.Known);
        Screen screen = OpenScreen(parsed, json);
        DatasetsView.Show(screen, report);
        screen.Next("covid audit --data FOLDER", "covid train --data FOLDER --out FILE.zip");
        ReportJson.Write(json, report, ReportJson.Readable.DatasetsReport);
        return ExitCode.Done;
    }
}
