using System.Globalization;

namespace CovidClassifier;

/// <summary>
/// Whether a method's maps mean anything for a model, by some of its images. Two questions: does the label depend on what the map points at (deletion and
/// insertion), and does the map depend on what the network learned (Adebayo et al. 2018, "Sanity checks for saliency maps", arXiv:1810.03292)?
/// </summary>
/// <param name="Method">How the maps were made.</param>
/// <param name="Images">One entry per image, in the order given; one or more.</param>
public sealed record ExplanationChecks(ExplanationMethod Method, IReadOnlyList<ImageCheck> Images)
{
    /// <summary>From this mean similarity on, a map counts as one that survives random weights.</summary>
    public const double MostSimilarity = 0.5;

    /// <summary>By how much the maps' <see cref="RemovalAreas.Gap"/> must exceed that of a random order.</summary>
    public const double LeastGain = 0.02;

    /// <summary>The same for the images of each label apart, labels in order of their first image: a method may do for one label and not for another.</summary>
    public IReadOnlyList<ExplanationChecks> ByLabel => [.. Images.GroupBy(i => i.Label).Select(label => this with { Images = [.. label] })];

    /// <summary>Mean over the images, in the maps' order.</summary>
    public RemovalAreas Map => Mean(i => i.Map);

    /// <summary>Mean over the images, in random order.</summary>
    public RemovalAreas Random => Mean(i => i.Random);

    /// <summary>Mean over the images.</summary>
    public double RandomWeightsSimilarity => Images.Average(i => i.RandomWeightsSimilarity);

    /// <summary>Whether the maps stay much the same when the weights are random: they then show the picture, not what the network learned.</summary>
    public bool SurvivesRandomWeights => RandomWeightsSimilarity >= MostSimilarity;

    /// <summary>
    /// Whether hiding and showing places in the maps' order moves the label's probability more than a random order does, by <see cref="LeastGain"/> or more.
    /// </summary>
    public bool BeatsRandomOrder => Map.Gap - Random.Gap >= LeastGain;

    /// <summary>Whether the maps passed both.</summary>
    public bool IsMeaningful => !SurvivesRandomWeights && BeatsRandomOrder;

    /// <summary>The outcome in plain words.</summary>
    public string Sentence =>
        SurvivesRandomWeights ? string.Create(
            CultureInfo.InvariantCulture,
            $"Meaningless: the maps of {Method.Name} stay much the same when the network's weights are put in random order (rank correlation " +
                $"{RandomWeightsSimilarity:0.00}, {MostSimilarity:0.0} or more fails), so they show the picture and not what the network learned.")
        : BeatsRandomOrder ? string.Create(
            CultureInfo.InvariantCulture,
            $"The maps of {Method.Name} depend on the weights (rank correlation {RandomWeightsSimilarity:0.00} with random weights) and "
            + $"point at what the " +
                $"label depends on (insertion less deletion area {Rounded(Map.Gap):0.00}, random order {Rounded(Random.Gap):0.00}).")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Meaningless: hiding places in the order of {Method.Name} moves the label hardly more than hiding them in random order "
            + $"(insertion less " +
                $"deletion area {Rounded(Map.Gap):0.00}, random order {Rounded(Random.Gap):0.00}), so the maps do not show what decides the label.");

    // never -0.00
    private static double Rounded(double gap) => Math.Round(gap, 2) + 0.0;

    private RemovalAreas Mean(Func<ImageCheck, RemovalAreas> areas) =>
        new(Images.Average(i => areas(i).Deletion), Images.Average(i => areas(i).Insertion));

    /// <summary><see cref="Sentence"/>.</summary>
    public override string ToString() => Sentence;
}
