namespace CovidClassifier.Explanation;

/// <summary>The masks of one image, and what is learned from the scores of its copies.</summary>
/// <param name="count">Number of masks.</param>
internal abstract class MaskingEstimate(int count)
{
    public int Count => count;

    /// <summary>Writes mask number <paramref name="index"/>: for each pixel 1 where it is seen, 0 where it is hidden. The same numbers each time.</summary>
    public abstract void Mask(int index, Span<float> visibility);

    /// <summary>Takes the score of a copy; called in the order of the masks.</summary>
    public abstract void Add(int index, ReadOnlySpan<float> visibility, double logOdds);

    /// <summary>What speaks for the label, once every copy is scored.</summary>
    public abstract Grid ToGrid();
}
