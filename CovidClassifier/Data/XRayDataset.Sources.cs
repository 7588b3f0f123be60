using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier;

public sealed partial class XRayDataset
{
    /// <summary>What images of small sources have for a source; see <see cref="WithSources"/>.</summary>
    private const string SmallSources = "small sources";

    /// <summary>
    /// The dataset with its images told apart by other sources: a collection that gathers images from many places is no one place. Patients stay who they are.
    /// </summary>
    /// <param name="source">The source of an image, for example <c>i => i.Publisher</c> or <c>i => i.Location</c>; where it gives null, the image keeps its
    /// own.</param>
    /// <param name="smallest">Sources with fewer images are together one source, "small sources": so few images make no figure. 1 or more, 1 keeps all.</param>
    /// <returns>A new dataset; <see cref="Notes"/> say what was put together.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smallest"/> is below 1.</exception>
    public XRayDataset WithSources(Func<XRayImage, string?> source, int smallest = 1)
    {
        ArgumentNullException.ThrowIfNull(source);
        Check.AtLeast(smallest, 1, nameof(smallest));
        XRayImage[] told = [.. Images.Select(i => i with { Source = source(i) ?? i.Source })];
        HashSet<string> small = [.. told.GroupBy(SourceOf, StringComparer.Ordinal).Where(s => s.Count() < smallest).Select(s => s.Key)];
        if (small.Count < 2)
        {
            return With(told);
        }

        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"{small.Count} sources with fewer than {smallest} images are together one, '{SmallSources}' ({told.Count(i => small.Contains(SourceOf(i)))} " +
                $"images).");
        return With(
            [.. told.Select(i => small.Contains(SourceOf(i)) ? i with { Source = SmallSources } : i)], notes: [.. Notes, note]);
    }

    /// <summary>The dataset with several classes as one, for questions such as COVID-19 against all others.</summary>
    /// <param name="name">Of the new class, which may be that of one of them; it stands in the place of the first.</param>
    /// <param name="classNames">The classes that it takes in, named as in <see cref="WithClasses"/>; at least one.</param>
    /// <exception cref="ArgumentException">No class is named, or <paramref name="name"/> is blank or a class that is not one of them.</exception>
    /// <exception cref="DatasetException">A name is no class of this dataset; the message lists the classes present.</exception>
    public XRayDataset WithJoinedClasses(string name, params IReadOnlyList<string> classNames)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(classNames);
        string[] joined = [.. classNames.Select(FindClass).Distinct(StringComparer.Ordinal)];
        if (joined.Length == 0)
        {
            throw new ArgumentException($"Class '{name}' must take in at least one class, got none.", nameof(classNames));
        }

        string kept = joined.FirstOrDefault(c => LabelTable.AreSame(c, name)) ?? name.Trim();
        if (ClassNames.Except(joined).FirstOrDefault(c => LabelTable.AreSame(c, kept)) is { } taken)
        {
            throw new ArgumentException($"Class '{name}' must be a new name or one of the classes that it takes in, but the dataset has a class {taken}.",
                nameof(name));
        }

        string first = ClassNames.First(joined.Contains);
        return With(
            [.. Images.Select(i => joined.Contains(i.Label) ? i with { Label = kept } : i)],
            classNames: [.. ClassNames.Where(c => c == first || !joined.Contains(c)).Select(c => c == first ? kept : c)]);
    }
}
