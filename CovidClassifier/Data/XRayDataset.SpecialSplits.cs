using System.Globalization;
using CovidClassifier.Data.Splits;
using CovidClassifier.Foundation;

namespace CovidClassifier;

public sealed partial class XRayDataset
{
    /// <summary>Whether the dataset states a split of its own that can be used: a part for every image, one of them training, with every class, and
    /// another.</summary>
    public bool HasGivenSplit => GivenSplitFault() is null;

    /// <summary>The dataset without the parts that it states, so that every split is drawn anew.</summary>
    public XRayDataset WithoutGivenParts() => Images.Any(i => i.GivenPart is not null) ? With([.. Images.Select(i => i with { GivenPart = null })]) : this;

    /// <summary>The split that the dataset itself states (<see cref="XRayImage.GivenPart"/>), to compare with published figures.</summary>
    /// <remarks>A given split may cut patients; <see cref="DatasetSplit.Warnings"/> says of how many.</remarks>
    /// <param name="validation">Share of the training images, by patient, taken for validation where the dataset gives none; at least 0 and
    /// below 1.</param>
    /// <param name="test">The same for test.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of range, or the two leave nothing for training.</exception>
    /// <exception cref="DatasetException">The dataset states no usable split, see <see cref="HasGivenSplit"/>; the message says why.</exception>
    public DatasetSplit SplitAsGiven(double validation = 0.15, double test = 0.2, long seed = 0)
    {
        Check.UnitBelowOne(validation, nameof(validation));
        Check.UnitBelowOne(test, nameof(test));
        Check.UnitBelowOne(validation + test, "validation + test");
        if (!HasGivenSplit)
        {
            throw NoGivenSplit();
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
            .. cut == 0 ? (string[])[]
                : [string.Create(CultureInfo.InvariantCulture, $"The dataset's own split cuts {cut} patients, who have images in two of its parts.")],
        ];
        DatasetSplit inner = parts[0].Split(parts[1].Count > 0 ? 0 : validation, parts[2].Count > 0 ? 0 : test, seed);
        return new DatasetSplit(
            inner.Training,
            parts[1].Count > 0 ? parts[1] : inner.Validation,
            parts[2].Count > 0 ? parts[2] : inner.Test,
            seed,
            Notes,
            [.. warnings, .. inner.Warnings.Except(parts[0].Warnings)]);
    }

    /// <summary>Which split a training makes of this dataset, in a sentence.</summary>
    /// <param name="origin">What is asked for.</param>
    public string DescribeSplit(SplitOrigin origin = SplitOrigin.GivenOrNew)
    {
        if (origin == SplitOrigin.LeaveOneSourceOut)
        {
            IGrouping<string, XRayImage>[] sources = [.. Images.GroupBy(SourceOf, StringComparer.Ordinal).OrderBy(s => s.Key, StringComparer.Ordinal)];
            return FormattableString.Invariant($"Each of {sources.Length} source{(sources.Length == 1 ? "" : "s")} in turn is left out and measured on by a ")
                + $"model that was trained without it: {string.Join(", ", sources.Select(s => FormattableString.Invariant($"{s.Key} ({s.Count()} images)")))}.";
        }

        int Count(DatasetPart part) => Images.Count(i => i.GivenPart == part);
        bool statesParts = Images.Any(i => i.GivenPart is not null);
        if (origin == SplitOrigin.New || !statesParts)
        {
            return statesParts ? "The split is drawn anew, by patient; the dataset's own parts are not used." : "The split is drawn by patient.";
        }

        if (GivenSplitFault() is { } fault)
        {
            return $"The split is drawn anew, by patient; the dataset's own parts are not used, as {fault}.";
        }

        (int training, int validation, int test) = (Count(DatasetPart.Training), Count(DatasetPart.Validation), Count(DatasetPart.Test));
        string[] drawn = [.. validation > 0 ? (string[])[] : ["validation"], .. test > 0 ? (string[])[] : ["test"]];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The split is the dataset's own: {training} images for training, {validation} for validation, {test} for "
                + $"test{(drawn.Length == 0 ? "" : $"; {string.Join(" and ", drawn)} images are drawn, by patient, from those for training")}.");
    }

    /// <summary>The split that a training uses.</summary>
    /// <exception cref="DatasetException">The dataset's own is asked for and it has none.</exception>
    /// <remarks>Where each source is left out once, this is the split of the model that is kept: of all sources, without a test.</remarks>
    internal DatasetSplit SplitBy(SplitOrigin origin, double validation, double test, long seed)
    {
        if (origin == SplitOrigin.LeaveOneSourceOut)
        {
            return Split(validation, test: 0, seed);
        }

        bool isGiven = origin == SplitOrigin.Given || (origin == SplitOrigin.GivenOrNew && HasGivenSplit);
        DatasetSplit split = isGiven ? SplitAsGiven(validation, test, seed) : Split(validation, test, seed);
        string[] said = Images.Any(i => i.GivenPart is not null) ? [DescribeSplit(origin)] : [];
        return Disregards(origin)
            ? new DatasetSplit(split.Training, split.Validation, split.Test, seed, split.Notes, [.. said, .. split.Warnings])
            : new DatasetSplit(split.Training, split.Validation, split.Test, seed, [.. said, .. split.Notes], split.Warnings);
    }

    /// <summary>The images that are dealt into folds: all, or all but those that the dataset's own split keeps for its test.</summary>
    /// <exception cref="DatasetException">The dataset's own split is asked for and it has none.</exception>
    internal XRayDataset ForFolds(SplitOrigin origin)
    {
        if (origin == SplitOrigin.LeaveOneSourceOut)
        {
            return WithoutGivenParts();
        }

        if (Images.All(i => i.GivenPart is null))
        {
            return origin == SplitOrigin.Given ? throw NoGivenSplit() : this;
        }

        bool isGiven = origin != SplitOrigin.New && HasGivenSplit;
        if (origin == SplitOrigin.Given && !isGiven)
        {
            throw NoGivenSplit();
        }

        XRayImage[] dealt = [.. Images.Where(i => !isGiven || i.GivenPart != DatasetPart.Test).Select(i => i with { GivenPart = null })];
        int kept = Count - dealt.Length;
        string sentence = !isGiven ? DescribeSplit(origin).Replace("The split is", "The folds are", StringComparison.Ordinal)
            : kept == 0 ? "The dataset states no test part, so that all of its images are dealt into folds."
            : FormattableString.Invariant(
                $"The {kept} images of the dataset's own test part are kept out of the folds: none is trained on, and none is measured.");
        LeftOut[] leftOut = kept == 0 ? [] : [new LeftOut("the dataset's own test part, kept out of the folds", kept)];
        return Disregards(origin) ? With(dealt, leftOut: [.. LeftOut, .. leftOut], readingWarnings: [sentence, .. ReadingWarnings])
            : With(dealt, leftOut: [.. LeftOut, .. leftOut], notes: [sentence, .. Notes]);
    }

    /// <summary>Whether the dataset states parts that are not used, though nobody asked for a new split.</summary>
    private bool Disregards(SplitOrigin origin) =>
        origin == SplitOrigin.GivenOrNew && !HasGivenSplit && Images.Any(i => i.GivenPart is not null);

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

    private DatasetException NoGivenSplit() => new($"Dataset '{Name}' must state a part (training, validation or test) for every image to be split as given, "
        + $"but {GivenSplitFault()}.", Root);

    /// <summary>Why the parts that are stated are no split, as part of a sentence; null: they are.</summary>
    private string? GivenSplitFault()
    {
        int without = Images.Count(i => i.GivenPart is null);
        string? lacking = ClassNames.FirstOrDefault(c => Images.Any(i => i.Label == c) && !Images.Any(i => i.Label == c
            && i.GivenPart == DatasetPart.Training));
        return without > 0 ? string.Create(CultureInfo.InvariantCulture, $"{without} of {Count} images have none")
            : Images.All(i => i.GivenPart != DatasetPart.Training) ? "no image is for training"
            : Images.All(i => i.GivenPart == DatasetPart.Training) ? "every image is for training"
            : lacking is not null ? $"class {lacking} has no image for training"
            : null;
    }

    /// <summary>Images without a source are together one.</summary>
    internal static string SourceOf(XRayImage image) => image.Source ?? "unknown";

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
        return new DatasetSplit(
            inner.Training, inner.Validation, test, seed, Notes, [.. Warnings, .. inner.Warnings.Except(rest.Warnings), .. missing, .. cut]);
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
