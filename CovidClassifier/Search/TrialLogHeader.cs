namespace CovidClassifier.Search;

/// <summary>The first line of a <see cref="TrialLog"/>.</summary>
/// <param name="Format">Of the file.</param>
/// <param name="Search">Fingerprint of everything but the budget that decides what trials give.</param>
internal sealed record TrialLogHeader(int Format, string Search);
