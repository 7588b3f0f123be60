namespace CovidClassifier.Console.Help;

/// <summary>Where help shows an option.</summary>
/// <param name="Group">Under which heading.</param>
/// <param name="IsRare">Only in <c>--help-all</c>.</param>
internal sealed record HelpPlace(HelpGroup Group, bool IsRare);
