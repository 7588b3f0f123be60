using System.Globalization;

namespace CovidClassifier.Data;

/// <summary>Which classes come from which sources, and which questions that leaves open.</summary>
internal sealed class SourceCensus
{
    private readonly Dictionary<string, string[]> _classes;
    private readonly XRayDataset _dataset;

    public SourceCensus(XRayDataset dataset)
    {
        _dataset = dataset;
        _classes = dataset.Images.GroupBy(XRayDataset.SourceOf, StringComparer.Ordinal)
            .ToDictionary(s => s.Key, s => s.Select(i => i.Label!).Distinct().ToArray(), StringComparer.Ordinal);
    }

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<string> Sources => [.. _classes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What these data cannot answer, and what data would; empty where every class comes from several sources, two of which have several.</summary>
    public IReadOnlyList<string> Sentences => _classes.Count < 2 ? [OneSource()] : [.. OfOneSource(), .. Compared()];

    /// <summary>How many classes a source has images of.</summary>
    public int ClassesOf(string source) => _classes[source].Length;

    private string OneSource() => $"All images come from one source, {Sources[0]}: how a model does elsewhere cannot be answered from these data. Images of "
        + $"{Classes(_dataset.ClassNames)} from another hospital or collection, named as another source, would answer it.";

    private IEnumerable<string> OfOneSource() =>
        from label in _dataset.ClassNames
        let sources = Sources.Where(s => _classes[s].Contains(label)).ToArray()
        where sources.Length == 1
        select string.Create(
            CultureInfo.InvariantCulture,
            $"Every image of {label} comes from one source, {sources[0]}: whether a model knows {label} or only {sources[0]} cannot be answered from these " +
                $"data. "
                + $"Images of {label} from another source would answer it.");

    private IEnumerable<string> Compared()
    {
        string[] several = [.. Sources.Where(s => _classes[s].Length > 1)];
        if (several.Length == 0)
        {
            yield return $"No source has images of two classes, so that every figure sets images of one source against those of another, which may be told " +
                $"apart "
                + $"without a lung. Images of {Classes(_dataset.ClassNames)} from one and the same place, at best from two such places, would answer how a " +
                    $"model "
                + $"does there.";
        }
        else if (several.Length == 1)
        {
            yield return $"Only {several[0]} has images of several classes: figures within a source are those of that one place, and a second such source " +
                $"would "
                + $"show how much they vary.";
        }
    }

    private static string Classes(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
