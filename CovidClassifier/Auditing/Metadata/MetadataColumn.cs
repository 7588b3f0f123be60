namespace CovidClassifier.Auditing.Metadata;

/// <summary>One fact about each image, turned into few codes by what the training images show.</summary>
internal abstract class MetadataColumn
{
    /// <summary>A code for each image, 0 to (number of codes) - 1; learned from the training images alone.</summary>
    public abstract int[] Encode(IReadOnlyList<int> training);

    /// <summary>A fact in words; a value of few training images counts as "rare", which itself can tell a class (sizes of scanned figures).</summary>
    public static MetadataColumn Of(IEnumerable<string> values) => new Words([.. values]);

    /// <summary>A number; ranges of about equally many training images.</summary>
    public static MetadataColumn Of(IEnumerable<double> values) => new Numbers([.. values]);

    private sealed class Words(string[] values) : MetadataColumn
    {
        private const int FewestOfAValue = 5;

        public override int[] Encode(IReadOnlyList<int> training)
        {
            Dictionary<string, int> codes = training.GroupBy(i => values[i], StringComparer.Ordinal)
                .Where(g => g.Count() >= FewestOfAValue)
                .Select((g, index) => (g.Key, index + 1))
                .ToDictionary(v => v.Key, v => v.Item2, StringComparer.Ordinal);
            return [.. values.Select(v => codes.GetValueOrDefault(v))];
        }
    }

    private sealed class Numbers(double[] values) : MetadataColumn
    {
        private const int Ranges = 8;

        public override int[] Encode(IReadOnlyList<int> training)
        {
            double[] sorted = [.. training.Select(i => values[i]).Order()];
            double[] limits = sorted.Length == 0
                ? []
                : [.. Enumerable.Range(1, Ranges - 1).Select(r => sorted[r * sorted.Length / Ranges]).Distinct()];
            return [.. values.Select(v => limits.Count(limit => v >= limit))];
        }
    }
}
