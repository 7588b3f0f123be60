namespace CovidClassifier.Search;

/// <summary>One choice of a recipe.</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Values">What it can be; the first is the default, the others from the most to the least promising.</param>
internal sealed record Knob(string Name, params string[] Values)
{
    public string Default => Values[0];
}
