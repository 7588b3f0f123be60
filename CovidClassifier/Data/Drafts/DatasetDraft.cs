using System.Globalization;
using CovidClassifier.Data.Patients;

namespace CovidClassifier.Data.Drafts;

/// <summary>
/// What a reader fills: every row or file is added once, with what the dataset says of it, and <see cref="Finish"/> makes the dataset.
/// Missing files, double claims, labels and filters get one treatment in all readers by going through here.
/// </summary>
internal sealed class DatasetDraft(string name, string? root, DatasetOptions options)
{
    private readonly List<DatasetEntry> _offers = [];
    private readonly List<DatasetProblem> _problems = [];
    private readonly List<string> _leftOut = [];
    private readonly List<string> _classes = [];
    private readonly List<(string Text, int Row)> _badAges = [];
    private int _rowsWithoutOffer;

    /// <summary>One row or file that names an image, with the dataset's own label.</summary>
    /// <param name="image">Its file need not exist; that is checked later, for all readers alike.</param>
    /// <param name="leftOutBecause">The filter that drops it, or null. A missing file is a problem even where a filter would drop
    /// it.</param>
    public void Add(XRayImage image, string? leftOutBecause = null) => _offers.Add(new DatasetEntry(image, leftOutBecause));

    /// <summary>A row or file that names no image or gives it no class.</summary>
    public void AddProblem(DatasetProblem problem)
    {
        _rowsWithoutOffer++;
        _problems.Add(problem);
    }

    /// <summary>A row of a table that names no image file.</summary>
    public void AddRowWithoutImage(string table, int row) =>
        AddProblem(new DatasetProblem(DatasetProblemKind.MissingImage, table, row, "the row names no image file"));

    /// <summary>A file beside the table that no row names; it does not count as a row.</summary>
    public void AddUnlisted(string file, string reason) =>
        _problems.Add(new DatasetProblem(DatasetProblemKind.UnlistedImage, file, null, reason));

    /// <summary>A class that the layout names, whether or not images are found for it.</summary>
    public void AddClass(string label) => _classes.Add(label);

    /// <summary>The age in a table's field; text that is no age becomes unknown and is counted in a warning.</summary>
    public double? ReadAge(string? text, int row)
    {
        if (!PatientFacts.TryParseAge(text, out double? years))
        {
            _badAges.Add((text!, row));
        }

        return years;
    }

    /// <exception cref="DatasetException">There are problems and the options do not allow them, or there is no image at all.</exception>
    public XRayDataset Finish()
    {
        IReadOnlyList<FileClaims> files = [.. ByFile()];
        List<XRayImage> images = [];
        foreach (FileClaims file in files)
        {
            _problems.AddRange(file.ClaimProblems());
            if (file is { Exists: true, LeftOutBecause: { } reason })
            {
                _leftOut.AddRange(Enumerable.Repeat(reason, file.Count));
                continue;
            }

            _problems.AddRange(file.ImageProblems());
            if (file.Image is { } image)
            {
                images.Add(image.WithHeaderFacts());
            }
        }

        PatientJoin patients = JoinPatients();
        ClassMapping classes = new(options, [.. _classes, .. images.Select(i => i.Label!)]);
        images =
        [
            .. images.Where(i => Keep(i, classes))
                .Select(i => i with { Label = classes.ClassOf(i.Label!), PatientId = patients.IdOf(i.PatientId) }),
        ];
        return new XRayDataset
        {
            Name = name,
            Root = root,
            Options = options,
            Images = images,
            ClassNames = classes.ClassNames,
            Problems = _problems,
            LeftOut = [.. _leftOut.GroupBy(r => r, StringComparer.Ordinal).Select(g => new LeftOut(g.Key, g.Count()))],
            Counts = new DatasetCounts(
                _offers.Count + _rowsWithoutOffer, files.Where(f => f.Exists).Sum(f => f.Count), files.Count(f => f.Exists)),
            ReadingWarnings = [.. patients.Joined().Select(DescribeJoin), .. DescribeBadAges()],
        }.Checked();
    }

    /// <summary>Offers of one file together, in order of first appearance; each image in memory by itself.</summary>
    private IEnumerable<FileClaims> ByFile() => _offers
        .Select((offer, index) => (offer, key: (offer.File, offer.File is null ? index : -1)))
        .GroupBy(o => o.key, o => o.offer)
        .Select(g => new FileClaims([.. g], options.Labels));

    private PatientJoin JoinPatients()
    {
        PatientJoin patients = new();
        foreach (DatasetEntry offer in _offers)
        {
            if (offer.File is { } file)
            {
                patients.Claim(file, offer.Image.PatientId);
            }
        }

        return patients;
    }

    private bool Keep(XRayImage image, ClassMapping classes)
    {
        bool known = classes.Holds(image.Label!);
        if (!known)
        {
            string reason = $"label '{image.Label}' is not one of: {string.Join(", ", classes.ClassNames)}";
            _problems.Add(new DatasetProblem(DatasetProblemKind.UnknownLabel, image.Name, image.Row, reason));
        }

        return known;
    }

    private static string DescribeJoin(IReadOnlyList<string> ids) =>
        $"Patients {string.Join(", ", ids)} claim the same files and are taken as one patient, {ids[0]}.";

    private IEnumerable<string> DescribeBadAges() => _badAges.Count == 0 ? [] : [string.Create(
        CultureInfo.InvariantCulture,
        $"The age is not a number of years in {_badAges.Count} rows (first: row {_badAges[0].Row}, '{_badAges[0].Text}') "
        + $"and counts as unknown there.")];
}
