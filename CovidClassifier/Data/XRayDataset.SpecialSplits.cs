using System.Globalization;
using CovidClassifier.Data.Splits;
using CovidClassifier.Foundation;

namespace CovidClassifier;

public sealed partial class XRayDataset
{
    /// <summary>The split that the dataset itself states (<see cref="XRayImage.GivenPart"/>), to compare with published figures.</summary>
    /// <remarks>A given split may cut patients; <see cref="DatasetSplit.Warnings"/> says of how many.</remarks>
    /// <param name="validation">Share of the training images, by patient, taken for validation where the dataset gives none; at least 0 and
    /// below 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="validation"/> is out of range.</exception>
    /// <exception cref="DatasetException">An image has no given part, or none is for training.</exception>
    public DatasetSplit SplitAsGiven(double validation = 0.15, long seed = 0)
    {
        Check.UnitBelowOne(validation, nameof(validation));
        int without = Images.Count(i => i.GivenPart is null);
        if (without > 0 || Images.All(i => i.GivenPart != DatasetPart.Training))
        {
            string got = without > 0 ? $"{without} of {Count} images have none" : "no image is for training";
            throw new DatasetException($"Dataset '{Name}' must state a part (training, validation or test) for every image to be split as given, but {got}.", Root);
        }

        XRayDataset[] parts =
        [
            .. new[] { DatasetPart.Training, DatasetPart.Validation, DatasetPart.Test }
                .Select(p => Part(p.ToString().ToLowerInvariant(), Images.Where(i => i.GivenPart == p))),
        ];
        int cut = Images.Where(i => i.PatientId is not null)
            .GroupBy(i => i.PatientId, StringComparer.Ordinal)
            .Count(g => g.Select(i => i.GivenPart).Distinct().Count() > 1);
        string[] warnings =
        [
            .. Warnings,
            .. cut == 0 ? (string[])[] : [string.Create(CultureInfo.InvariantCulture, $"The dataset's own split cuts {cut} patients, who have images in two of its parts.")],
        ];
        if (parts[1].Count > 0 || validation == 0)
        {
            return new DatasetSplit(parts[0], parts[1], parts[2], seed, warnings);
        }

        DatasetSplit inner = parts[0].Split(validation, test: 0, seed);
        return new DatasetSplit(inner.Training, inner.Validation, parts[2], seed, [.. warnings, .. inner.Warnings.Except(parts[0].Warnings)]);
    }

    /// <summary>
    /// Each source in turn as the test, the others as training and validation: how a model does at a place it was not trained on. A patient
    /// who is in the test is not in the rest. Images without a source are together one more.
    /// </summary>
    /// <param name="validation">Share of the rest, by patient and stratified, for validation; at least 0 and below 1.</param>
    /// <param name="seed">Decides which.</param>
    /// <returns>One for each source, in ordinal order. A class may be missing from a test, which is a warning.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="validation"/> is out of range.</exception>
    /// <exception cref="DatasetException">There are fewer than two sources.</exception>
    public IReadOnlyList<SourceSplit> LeaveOneSourceOut(double validation = 0.15, long seed = 0)
    {
        Check.UnitBelowOne(validation, nameof(validation));
        string[] sources = [.. Images.Select(SourceOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return sources.Length < 2
            ? throw new DatasetException($"Dataset '{Name}' must have at least two sources to leave one out, got {string.Join(", ", sources)}.", Root)
            : [.. sources.Select(s => new SourceSplit(s, LeaveOut(s, validation, seed)))];
    }

    /// <summary>Folds drawn several times; the first as <see cref="Folds"/> draws them, the others with the seeds that follow.</summary>
    /// <param name="count">As in <see cref="Folds"/>.</param>
    /// <param name="repeats">How often, 1 or more.</param>
    /// <param name="grouping">As in <see cref="Folds"/>.</param>
    /// <param name="seed">Of the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">As in <see cref="Folds"/>, or <paramref name="repeats"/> is below 1.</exception>
    /// <exception cref="DatasetException">As in <see cref="Folds"/>.</exception>
    public IReadOnlyList<IReadOnlyList<int>> RepeatedFolds(int count, int repeats, FoldGrouping grouping = FoldGrouping.Patient, long seed = 0)
    {
        Check.AtLeast(repeats, 1, nameof(repeats));
        return [.. Enumerable.Range(0, repeats).Select(r => Folds(count, grouping, unchecked(seed + r)))];
    }

    private static string SourceOf(XRayImage image) => image.Source ?? "unknown";

    private DatasetSplit LeaveOut(string source, double validation, long seed)
    {
        XRayDataset test = Part($"test on {source}", Images.Where(i => SourceOf(i) == source));
        HashSet<string> patients = [.. test.Images.Select(i => i.PatientId).OfType<string>()];
        XRayDataset rest = Part($"without {source}", Images.Where(i => SourceOf(i) != source && !(i.PatientId is { } p && patients.Contains(p))));
        int dropped = Count - test.Count - rest.Count;
        DatasetSplit inner = rest.Split(validation, test: 0, seed);
        string[] missing = [.. ClassNames.Where(c => test.Images.All(i => i.Label != c)).Select(c => $"Class {c} is missing from the test on {source}.")];
        string[] cut = dropped == 0 ? [] : [string.Create(
            CultureInfo.InvariantCulture, $"{dropped} images of other sources show patients of {source} and are left out of its training.")];
        return new DatasetSplit(inner.Training, inner.Validation, test, seed, [.. Warnings, .. inner.Warnings.Except(rest.Warnings), .. missing, .. cut]);
    }

    private XRayDataset Part(string part, IEnumerable<XRayImage> images)
    {
        XRayImage[] sorted = [.. images.OrderBy(i => PatientGroup.KeyOf(i, Root), StringComparer.Ordinal)];
        return new XRayDataset
        {
            Name = $"{Name} ({part})",
            Root = Root,
            Images = sorted,
            ClassNames = ClassNames,
            Counts = new DatasetCounts(sorted.Length, sorted.Length, sorted.Length),
            Options = Options,
        };
    }
}
