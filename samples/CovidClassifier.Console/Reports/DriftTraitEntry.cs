namespace CovidClassifier.Console.Reports;

/// <summary>One trait of <c>covid drift</c>.</summary>
/// <param name="Name">For people.</param>
/// <param name="Reference">Its median among the images of the card.</param>
/// <param name="Now">Its median among the new ones.</param>
/// <param name="Auroc">How often a new image has more of it than one of the card.</param>
/// <param name="AurocInterval">95 %.</param>
/// <param name="PValue">Corrected for the number of traits.</param>
/// <param name="HasMoved">At 5 %.</param>
internal sealed record DriftTraitEntry(string Name, double Reference, double Now, double Auroc, MetricInterval AurocInterval, double PValue, bool HasMoved)
{
    public static DriftTraitEntry Of(DriftTrait trait) =>
        new(trait.Name, trait.Reference, trait.Now, trait.Auroc.Value, trait.Auroc.Interval, trait.PValue, trait.HasMoved);
}
