namespace CovidClassifier;

/// <summary>One trait of new images beside that of the images that the model was measured on.</summary>
/// <param name="Name">For people: "brightness".</param>
/// <param name="Reference">Its median among the images of the card.</param>
/// <param name="Now">Its median among the new images.</param>
/// <param name="Auroc">How often a new image has more of it than one of the card: 0.5 where nothing moved, 0 or 1 where all of it did.</param>
/// <param name="PValue">Chance of so large a difference where nothing moved, corrected for the number of traits (Holm).</param>
public sealed record DriftTrait(string Name, double Reference, double Now, MetricResult Auroc, double PValue)
{
    /// <summary>Whether it moved, at 5 % for all traits together.</summary>
    public bool HasMoved => PValue < 0.05;

    /// <summary>For people: name, medians, and whether it moved.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}: {Reference:0.###} before, {Now:0.###} now{(HasMoved ? ", moved" : "")}");
}
