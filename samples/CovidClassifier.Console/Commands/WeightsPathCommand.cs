using System.CommandLine;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid weights path [NAME]</c>: one line for scripts.</summary>
internal sealed class WeightsPathCommand : CovidCommand
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "The network, as 'covid weights list' calls it; without one, the folder of the cache is printed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public WeightsPathCommand()
        : base("path", "Print where the cache is, or where the weights of a network are.") => Add(_name);

    public override IReadOnlyList<string> Examples { get; } = ["covid weights path", "covid weights path mobilenetv2"];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        System.Console.WriteLine(parsed.GetValue(_name) is { } name ? PathOf(WeightsName.Read(name)) : WeightCache.Folder);
        return ExitCode.Done;
    }

    private static string PathOf(Backbone backbone) =>
        backbone.FindWeights()
        ?? throw new InvalidOperationException(
            $"The weights of {backbone.Name} are not there: put {backbone.FileName} from {backbone.Source} into '{WeightCache.Folder}', or say 'covid " +
                $"weights fetch {backbone.Name}'.");
}
