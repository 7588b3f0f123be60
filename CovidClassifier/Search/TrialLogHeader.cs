namespace CovidClassifier.Search;

/// <summary>The first line of a <see cref="TrialLog"/>.</summary>
/// <param name="Format">Of the file.</param>
/// <param name="Version">Of the library that wrote it; null in files from before it was kept.</param>
/// <param name="Search">Hash over everything but the budget that decides what trials give.</param>
internal sealed record TrialLogHeader(int Format, string? Version, string Search);
