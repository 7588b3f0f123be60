namespace CovidClassifier.Workflows;

/// <summary>Why a network of a comparison could not be trained, as a file keeps it.</summary>
/// <param name="Name">Of the network.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record KeptFailure(string Name, string Reason);
