using System.CommandLine;
using CovidClassifier.Console.Options;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid weights fetch NAME</c>.</summary>
internal sealed class WeightsFetchCommand : CovidCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "The network, as 'covid weights list' calls it." };
    private readonly JsonOption _json = new();

    public WeightsFetchCommand()
        : base("fetch",
            "Download a published network into the cache, unless it is there; goes on where an earlier attempt broke off.")
    {
        Add(_name);
        _json.AddTo(this);
    }

    public override IReadOnlyList<string> Examples { get; } = ["covid weights fetch mobilenetv2", "covid weights fetch resnet18 --json -"];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string? json = _json.Read(parsed);
        Backbone backbone = WeightsName.Read(parsed.GetRequiredValue(_name));
        var screen = OpenScreen(parsed, json);
        cancellation.Kept = "what has arrived is kept, and the next fetch goes on from there";
        string path = WeightsView.During(screen.Asides, backbone, progress => backbone.FetchAsync(progress, cancellation.Token).GetAwaiter().GetResult());
        screen.Say($"{backbone.Name} is at '{path}'. Licence: {backbone.Licence}. Please cite: {backbone.Citation}.");
        if (backbone.FindWeights() is { } used && used != path)
        {
            screen.Say($"--network {backbone.Name} goes on with '{used}', which comes with this program; --weights '{path}' takes the fetched file.");
        }

        screen.Next($"covid train --data FOLDER --network {backbone.Name} --out FILE.zip");
        ReportJson.Write(json, WeightsReport.Of([backbone]), ReportJson.Readable.WeightsReport);
        return ExitCode.Done;
    }
}
