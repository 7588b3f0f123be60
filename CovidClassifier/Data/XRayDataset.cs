using System.Globalization;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Splits;

namespace CovidClassifier;

/// <summary>
/// X-rays with labels: an immutable list, its classes in order, and an account of everything that was not taken. Made by a reader
/// (<see cref="Open"/> for all that are <see cref="Known"/>, <see cref="FromFolder"/>, <see cref="FromCsv"/>, <see cref="FromCovidChestXRay"/>,
/// <see cref="FromDarkCovidNet"/>)
/// or from images at hand (<see cref="FromImages"/>). Pixels are not decoded here: a reader looks at each file's first bytes only.
/// </summary>
public sealed partial class XRayDataset
{
    internal XRayDataset()
    {
    }

    /// <summary>Name of the folder or table, for messages and the model card.</summary>
    public required string Name { get; init; }

    /// <summary>Full path of the dataset's folder, or null where the images came from memory.</summary>
    public required string? Root { get; init; }

    /// <summary>The layout that it was read in, one of <see cref="Formats"/>; null where the images came from memory or from several datasets.</summary>
    public string? Format { get; private init; }

    /// <summary>The images, each with a label that is one of <see cref="ClassNames"/>; files in ordinal order of their paths, rows in the
    /// table's order.</summary>
    public required IReadOnlyList<XRayImage> Images { get; init; }

    /// <summary>Number of images.</summary>
    public int Count => Images.Count;

    /// <summary>The classes, in the order that scores and models use. A class that the layout names but that has no image is here
    /// too.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Every row or file that is wrong, in the order of reading; empty unless
    /// <see cref="DatasetOptions.AllowProblems"/>.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; init; } = [];

    /// <summary>Images that a filter or a choice of classes left out, counted by reason; in order of first appearance.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>What the reader met before filters and problems.</summary>
    public required DatasetCounts Counts { get; init; }

    /// <summary>Share of the images whose patient is known, 0 to 1; NaN for no image.</summary>
    public double KnownPatientShare => Images.Count(i => i.PatientId is not null) / (double)Count;

    /// <summary>
    /// Sentences that say how the data were read where nothing speaks for another way: which folder holds the classes, that views are taken from names, that
    /// labels were changed by a table. Empty where there is nothing to say.
    /// </summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>
    /// Sentences that a reader of any figure from this data should see: unknown patients, joined patients, unreadable ages, folders that could be read in
    /// another way too. Empty where there is nothing to say.
    /// </summary>
    public IReadOnlyList<string> Warnings => [.. UnknownPatients(), .. ReadingWarnings];

    internal DatasetOptions Options { get; init; } = new();

    internal IReadOnlyList<string> ReadingWarnings { get; init; } = [];

    /// <summary>The images whose label is one of <paramref name="classNames"/>, with the classes in the order given here.</summary>
    /// <param name="classNames">
    /// At least one. Compared without case, spaces, '-' and '_' with the classes present, and through the label table: both Normal and
    /// No_findings mean Normal.
    /// </param>
    /// <returns>A new dataset; what it leaves out is counted in <see cref="LeftOut"/>.</returns>
    /// <exception cref="ArgumentException">No name, a blank one, or two names of one class.</exception>
    /// <exception cref="DatasetException">A name is no class of this dataset; the message lists the classes present.</exception>
    public XRayDataset WithClasses(params IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        string[] chosen = [.. classNames.Select(FindClass)];
        if (chosen.Length == 0 || chosen.Distinct(StringComparer.Ordinal).Count() < chosen.Length)
        {
            string got = string.Join(", ", classNames);
            throw new ArgumentException($"The classes must be named once each, at least one of them; got: {got}.", nameof(classNames));
        }

        IEnumerable<LeftOut> others = ClassNames.Except(chosen)
            .Select(c => new LeftOut($"class {c} is not chosen", Images.Count(i => i.Label == c)))
            .Where(l => l.Count > 0);
        return With([.. Images.Where(i => chosen.Contains(i.Label))], classNames: chosen, leftOut: [.. LeftOut, .. others]);
    }

    /// <summary>Refuses data that nothing can be learned from.</summary>
    /// <exception cref="DatasetException">There are fewer than two classes, or a class has no image.</exception>
    internal void RequireTwoClasses(string purpose)
    {
        string[] empty = [.. ClassNames.Where(c => Images.All(i => i.Label != c))];
        if (ClassNames.Count < 2 || empty.Length > 0)
        {
            throw new DatasetException(
                $"Dataset '{Name}' cannot be used for {purpose}: it must hold images of at least two classes and of every class, but "
                + (empty.Length > 0 ? $"has none of {string.Join(", ", empty)}" : $"its only class is {string.Join(", ", ClassNames)}") + ".", Root);
        }
    }

    /// <summary>
    /// The dataset without images that did not decode, which join <see cref="Problems"/>. The images are found by reference.
    /// </summary>
    /// <param name="unreadable">Each with the reason, as part of a sentence.</param>
    /// <exception cref="DatasetException">There is one, and the dataset was not read with
    /// <see cref="DatasetOptions.AllowProblems"/>.</exception>
    internal XRayDataset WithoutUnreadable(IReadOnlyCollection<(XRayImage Image, string Reason)> unreadable)
    {
        if (unreadable.Count == 0)
        {
            return this;
        }

        var dropped = unreadable.Select(u => u.Image).ToHashSet<XRayImage>(ReferenceEqualityComparer.Instance);
        IEnumerable<DatasetProblem> problems = unreadable.Select(u =>
            new DatasetProblem(DatasetProblemKind.Unreadable, u.Image.Name, u.Image.Row, u.Reason.TrimEnd('.')));
        return With([.. Images.Where(i => !dropped.Contains(i))], problems: [.. Problems, .. problems]).Checked();
    }

    /// <summary>Some of the images, by position, with the same classes.</summary>
    internal XRayDataset Subset(string part, IEnumerable<int> positions) => With([.. positions.Select(i => Images[i])], name: $"{Name} ({part})");

    /// <summary>Some of the images under other labels: new images with the same pixels and facts.</summary>
    /// <param name="part">What the new dataset is, for its name.</param>
    /// <param name="images">Images of this dataset.</param>
    /// <param name="labels">For each, an index of <paramref name="classNames"/>.</param>
    /// <param name="classNames">The classes of the new dataset.</param>
    internal XRayDataset Relabelled(string part, IReadOnlyList<XRayImage> images, int[] labels, IReadOnlyList<string> classNames) => With(
        [.. images.Select((image, i) => image with { Label = classNames[labels[i]] })], classNames, name: $"{Name} ({part})");

    /// <summary>This dataset, or the error that lists its problems where they are not allowed.</summary>
    internal XRayDataset Checked() =>
        Problems.Count > 0 && !Options.AllowProblems ? throw new DatasetException(Name, Root, Problems)
        : Count == 0 && Problems.Count > 0 ? throw new DatasetException(Name, Root, Problems)
        : Count == 0 ? throw new DatasetException($"Dataset '{Name}' must hold at least one image, got none{DescribeLeftOut()}.", Root)
        : this;

    /// <summary>The dataset with the layout that it was read in.</summary>
    internal XRayDataset ReadAs(string format) => With(Images, format: format);

    /// <summary>What a reader drafted, or the error that lists its problems where they are not allowed.</summary>
    /// <exception cref="DatasetException">There are problems and the options do not allow them, or there is no image at all.</exception>
    internal static XRayDataset Of(DraftedDataset draft) => new XRayDataset
    {
        Name = draft.Name,
        Root = draft.Root,
        Options = draft.Options,
        Images = draft.Images,
        ClassNames = draft.ClassNames,
        Problems = draft.Problems,
        LeftOut = draft.LeftOut,
        Counts = draft.Counts,
        Notes = draft.Notes,
        ReadingWarnings = draft.Warnings,
    }.Checked();

    /// <summary>The images that stay on one side of every split, in ordinal order of their keys.</summary>
    internal IReadOnlyList<PatientGroup> PatientGroups(FoldGrouping grouping) => PatientGroup.Of(Images, ClassNames, Root, grouping);

    private XRayDataset With(
        IReadOnlyList<XRayImage> images,
        IReadOnlyList<string>? classNames = null,
        IReadOnlyList<LeftOut>? leftOut = null,
        IReadOnlyList<DatasetProblem>? problems = null,
        string? name = null,
        string? format = null,
        IReadOnlyList<string>? notes = null,
        IReadOnlyList<string>? readingWarnings = null) => new()
        {
            Name = name ?? Name,
            Root = Root,
            Format = format ?? Format,
            Images = images,
            ClassNames = classNames ?? ClassNames,
            Problems = problems ?? Problems,
            LeftOut = leftOut ?? LeftOut,
            Counts = Counts,
            Options = Options,
            Notes = notes ?? Notes,
            ReadingWarnings = readingWarnings ?? ReadingWarnings,
        };

    private string FindClass(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return ClassNames.FirstOrDefault(c => LabelTable.AreSame(c, name))
            ?? ClassNames.FirstOrDefault(c => LabelTable.AreSame(c, Options.Labels.ClassOf(name)))
            ?? throw new DatasetException($"Class '{name}' must be one of the classes of dataset '{Name}': {string.Join(", ", ClassNames)}.", Root);
    }

    private string DescribeLeftOut()
    {
        IEnumerable<string> reasons = LeftOut.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Count} left out: {l.Reason}"));
        return LeftOut.Count == 0 ? "" : $" ({string.Join(", ", reasons)})";
    }

    private IEnumerable<string> UnknownPatients()
    {
        int unknown = Images.Count(i => i.PatientId is null);
        return unknown == 0 ? [] : [string.Create(
            CultureInfo.InvariantCulture,
            $"The patient is unknown for {unknown} of {Count} images; each of them counts as a patient of its own, "
            + $"so images of one person may stand on two sides of a split.")];
    }

    /// <summary>For people: how many images of each class: "xrays: 24 images: COVID-19 12, Normal 12".</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Count} image{(Count == 1 ? "" : "s")}")
        + (ClassNames.Count == 0 ? ""
            : $": {string.Join(", ", ClassNames.Select(c => FormattableString.Invariant($"{c} {Images.Count(i => i.Label == c)}")))}");
}
