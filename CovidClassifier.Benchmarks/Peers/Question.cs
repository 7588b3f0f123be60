namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Something that ours and its peers are both asked.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Unit">Of the figures.</param>
/// <param name="IsSmallerBetter">True for times, false for rates.</param>
/// <param name="Ours">Opens our side.</param>
/// <param name="Peers">The first is the one that the project's bar is set against.</param>
internal sealed record Question(string Name, string Unit, bool IsSmallerBetter, Func<IContender> Ours, params IReadOnlyList<Peer> Peers)
{
    /// <summary>What is measured, and how the peers do it.</summary>
    public required string Meaning { get; init; }

    /// <summary>How many times better ours is.</summary>
    public double Ratio(double ours, double peer) => IsSmallerBetter ? peer / ours : ours / peer;
}
