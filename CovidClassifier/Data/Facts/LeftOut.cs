namespace CovidClassifier;

/// <summary>Images that a rule or a choice of the caller leaves out of a dataset. Not a problem, but counted.</summary>
/// <param name="Reason">The rule, for example "view is L".</param>
/// <param name="Count">How many rows or files it left out.</param>
public sealed record LeftOut(string Reason, int Count);
