namespace CovidClassifier.Data.Drafts;

/// <summary>From the labels that a dataset writes to its classes: through the label table, then by lenient comparison.</summary>
internal sealed class ClassMapping
{
    private readonly LabelTable _labels;
    private readonly Dictionary<string, string> _byKey;

    /// <param name="options">Its table, and its classes where it names them.</param>
    /// <param name="found">Labels as the dataset writes them; without named classes, each is a class.</param>
    public ClassMapping(DatasetOptions options, IReadOnlyList<string> found)
    {
        _labels = options.Labels;
        IEnumerable<string> names = options.ClassNames is { } chosen
            ? chosen.Select(_labels.ClassOf)
            : found.Select(_labels.ClassOf).GroupBy(LabelTable.KeyOf, StringComparer.Ordinal).Select(Shortest).Order(StringComparer.Ordinal);
        ClassNames = [.. names.DistinctBy(LabelTable.KeyOf)];
        _byKey = ClassNames.ToDictionary(LabelTable.KeyOf, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Of several spellings of one name: 1 rather than 1.0, composed letters rather than decomposed ones; else the ordinally first.</summary>
    private static string Shortest(IEnumerable<string> spellings) => spellings.OrderBy(s => s.Length).ThenBy(s => s, StringComparer.Ordinal).First();

    public bool Holds(string label) => _byKey.ContainsKey(LabelTable.KeyOf(_labels.ClassOf(label)));

    public string ClassOf(string label) => _byKey[LabelTable.KeyOf(_labels.ClassOf(label))];
}
