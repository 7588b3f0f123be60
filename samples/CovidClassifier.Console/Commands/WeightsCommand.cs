using System.CommandLine;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid weights</c>: the commands around published networks.</summary>
internal sealed class WeightsCommand : Command, IHaveExamples
{
    public WeightsCommand()
        : base("weights", "List and download the published networks to begin from.")
    {
        Add(new WeightsListCommand());
        Add(new WeightsFetchCommand());
        Add(new WeightsPathCommand());
    }

    public IReadOnlyList<string> Examples { get; } = ["covid weights list", "covid weights fetch mobilenetv2", "covid weights path"];
}
