namespace CovidClassifier.Console.Options;

/// <summary>How to adapt a model; the defaults are the library's, which help must not load.</summary>
internal sealed record AdaptationChoices
{
    public double OldKnowledge { get; init; } = 0.3;

    public int Epochs { get; init; } = 10;

    public double LearningRate { get; init; } = 3e-4;

    public int CurveRepeats { get; init; } = 5;

    public int Seed { get; init; } = 1;
}
