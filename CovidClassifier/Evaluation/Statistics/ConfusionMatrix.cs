using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How many images of each true class got each predicted label. Printed it is a table, true classes down.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;
    private readonly long[] _labelled;
    private readonly long[] _predicted;

    // summed once: a bootstrap asks thousands of matrices for every figure
    private ConfusionMatrix(IReadOnlyList<string> classNames, long[,] counts)
    {
        ClassNames = classNames;
        _counts = counts;
        _labelled = new long[classNames.Count];
        _predicted = new long[classNames.Count];
        for (int label = 0; label < classNames.Count; label++)
        {
            for (int predicted = 0; predicted < classNames.Count; predicted++)
            {
                long count = counts[label, predicted];
                _labelled[label] += count;
                _predicted[predicted] += count;
                Images += count;
                Right += label == predicted ? count : 0;
            }
        }
    }

    /// <summary>Class names, in the order of rows and columns.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// Number of images of class <paramref name="label"/> that were predicted as <paramref name="predictedLabel"/> (both indices into
    /// <see cref="ClassNames"/>).
    /// </summary>
    public long this[int label, int predictedLabel] => _counts[label, predictedLabel];

    /// <summary>Number of images.</summary>
    public long Images { get; }

    /// <summary>Images on the diagonal.</summary>
    internal long Right { get; }

    /// <summary>A copy of the counts, [true][predicted].</summary>
    public long[][] ToArray()
    {
        var rows = new long[ClassNames.Count][];
        for (int label = 0; label < rows.Length; label++)
        {
            rows[label] = [.. Enumerable.Range(0, rows.Length).Select(predicted => _counts[label, predicted])];
        }

        return rows;
    }

    /// <summary>For people: a row for each true class, a column for each predicted label.</summary>
    public override string ToString() => TextTable.Of(
    [
        ["true class", .. ClassNames.Select(c => $"as {c}")],
        .. ClassNames.Zip(ToArray(), (name, row) => (string[])[name, .. row.Select(count => FormattableString.Invariant($"{count}"))]),
    ]);

    /// <summary>Counts each image as often as its weight says.</summary>
    internal static ConfusionMatrix Count(IReadOnlyList<string> classNames, int[] labels, int[] predictedLabels, int[] weights)
    {
        var counts = new long[classNames.Count, classNames.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            counts[labels[i], predictedLabels[i]] += weights[i];
        }

        return new ConfusionMatrix(classNames, counts);
    }

    /// <summary>Images of a class.</summary>
    internal long Labelled(int classIndex) => _labelled[classIndex];

    /// <summary>Images predicted as a class.</summary>
    internal long Predicted(int classIndex) => _predicted[classIndex];

    /// <summary>
    /// How many pairs of one image and another have the same label, by one count and another: of the first by label, of the second by predicted label, and so
    /// on.
    /// </summary>
    internal (double Labels, double PredictedLabels, double Both) Squares() =>
        (Product(_labelled, _labelled), Product(_predicted, _predicted), Product(_labelled, _predicted));

    private static double Product(long[] first, long[] second) => first.Zip(second, (f, s) => (double)f * s).Sum();
}
