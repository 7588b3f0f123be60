namespace CovidClassifier.Fuzz.Mutation;

/// <summary>An input that did what none should.</summary>
/// <param name="Input">Its bytes.</param>
/// <param name="What">A sentence, or the error that was not the named one.</param>
internal sealed record FuzzFailure(byte[] Input, string What);
