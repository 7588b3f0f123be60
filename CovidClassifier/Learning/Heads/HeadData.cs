using CovidClassifier.Learning.Samples;

namespace CovidClassifier.Learning.Heads;

/// <summary>What a head is trained on: a row of features and a class for each image.</summary>
internal sealed class HeadData
{
    /// <param name="features">One row per image, all of one length; kept, not copied.</param>
    /// <param name="labels">Class index of each row.</param>
    /// <param name="classCount">Two or more; each class has a row.</param>
    /// <param name="weighting">How much a row of each class counts.</param>
    /// <param name="variants">Rows per image: each counts the less, so that an image counts the same however many it has.</param>
    /// <param name="sources">Source index of each row; null: all are of one.</param>
    /// <exception cref="ArgumentException">Rows and labels do not fit each other, a feature is not finite, or a class has no row.</exception>
    public HeadData(
        IReadOnlyList<float[]> features, IReadOnlyList<int> labels, int classCount, ClassWeighting weighting = ClassWeighting.Balanced, int variants = 1,
            IReadOnlyList<int>? sources = null)
    {
        if (features.Count != labels.Count)
        {
            throw new ArgumentException(
                $"Each image needs one row of features and one class, got {features.Count} rows and {labels.Count} classes.", nameof(labels));
        }

        var counts = new int[classCount];
        for (int i = 0; i < features.Count; i++)
        {
            if (features[i].Length != features[0].Length)
            {
                throw new ArgumentException(
                    $"Every image must have as many features as the first ({features[0].Length}), got {features[i].Length} for image {i}.", nameof(features));
            }

            int bad = Array.FindIndex(features[i], f => !float.IsFinite(f));
            if (bad >= 0)
            {
                throw new ArgumentException($"Features must be finite, got {features[i][bad]} as feature {bad} of image {i}.", nameof(features));
            }

            counts[labels[i]]++;
        }

        int missing = Array.IndexOf(counts, 0);
        if (missing >= 0)
        {
            throw new ArgumentException($"Every class needs a training image, got none of class {missing}.", nameof(labels));
        }

        Features = features;
        Labels = labels;
        ClassCount = classCount;
        FeatureCount = features[0].Length;
        RowWeights = Weights(labels, sources, classCount, weighting, variants);
    }

    /// <summary>How much each row counts; see <see cref="RowWeights"/>.</summary>
    public static float[] Weights(IReadOnlyList<int> labels, IReadOnlyList<int>? sources, int classCount, ClassWeighting weighting, int variants) =>
        Array.ConvertAll(ImageWeights.Of(labels, sources ?? new int[labels.Count], classCount, weighting), w => (float)w / variants);

    public IReadOnlyList<float[]> Features { get; }

    public IReadOnlyList<int> Labels { get; }

    public int Count => Features.Count;

    public int ClassCount { get; }

    public int FeatureCount { get; }

    /// <summary>How much each row counts; over all rows the mean is 1 / variants.</summary>
    public IReadOnlyList<float> RowWeights { get; }
}
