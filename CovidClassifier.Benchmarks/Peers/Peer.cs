namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Someone else's way to do the same work.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Open">Gets it ready.</param>
internal sealed record Peer(string Name, Func<IContender> Open);
