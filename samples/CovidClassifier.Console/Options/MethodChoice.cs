namespace CovidClassifier.Console.Options;

/// <summary>How a heat map is made.</summary>
internal sealed record MethodChoice(string Name, int? Masks, int Seed)
{
    private const int StandardMasks = 1000;

    public ExplanationMethod Open() => Name == "rise" ? ExplanationMethod.Rise(Masks ?? StandardMasks, Seed) : ExplanationMethod.Parse(Name);
}
