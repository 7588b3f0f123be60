using System.Globalization;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Patients;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.Data.Drafts;

/// <summary>
/// What a reader fills: every row or file is added once, with what the dataset says of it, and <see cref="Finish"/> makes the dataset.
/// Missing files, double claims, labels and filters get one treatment in all readers by going through here.
/// </summary>
internal sealed class DatasetDraft(string name, string? root, DatasetOptions options)
{
    private readonly List<DatasetEntry> _entries = [];
    private readonly List<DatasetProblem> _problems = [];
    private readonly List<LeftOut> _leftOut = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _warnings = [];
    private readonly List<(string File, string Reason)> _beside = [];
    private readonly List<string> _classes = [];
    private readonly List<(string Text, int Row)> _badAges = [];
    private int _rowsWithoutEntry;

    /// <summary>One row or file that names an image, with the dataset's own label.</summary>
    /// <param name="image">Its file need not exist; that is checked later, for all readers alike.</param>
    /// <param name="leftOutBecause">The filter that drops it, or null. A missing file is a problem even where a filter would drop
    /// it.</param>
    /// <param name="table">The list or table that the row stands in, where there are several.</param>
    public void Add(XRayImage image, string? leftOutBecause = null, string? table = null) => _entries.Add(new DatasetEntry(image, leftOutBecause)
    {
        Table =
        table
    });

    /// <summary>Files or rows that a rule leaves out and that are no entries: masks, documents, rows of no use.</summary>
    public void AddLeftOut(LeftOut leftOut) => _leftOut.Add(leftOut);

    /// <summary>A sentence that says how the data were read, where nothing speaks for another way.</summary>
    public void AddNote(string sentence) => _notes.Add(sentence);

    /// <summary>A sentence that a reader of any figure should see: what could as well be read in another way, or speaks against the figures.</summary>
    public void AddWarning(string sentence) => _warnings.Add(sentence);

    /// <summary>A row or file that names no image or gives it no class.</summary>
    public void AddProblem(DatasetProblem problem)
    {
        _rowsWithoutEntry++;
        _problems.Add(problem);
    }

    /// <summary>A row of a table that names no image file.</summary>
    public void AddRowWithoutImage(string table, int row) =>
        AddProblem(new DatasetProblem(DatasetProblemKind.MissingImage, table, row, "the row names no image file"));

    /// <summary>The files of an image folder of the dataset: those that no row names become problems. They do not count as rows.</summary>
    /// <param name="folder">Need not exist.</param>
    /// <param name="reason">Why a file that no row names is none of the dataset.</param>
    public void AddFolderOfListed(string folder, string reason)
    {
        if (Directory.Exists(folder))
        {
            _beside.AddRange(FolderWalk.Of(folder, AddProblem, AddLeftOut).Files.Where(f => !FileNames.IsDocument(Path.GetFileName(f))).Select(f =>
                (f, reason)));
        }
    }

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

    /// <summary>All of it together, problems included.</summary>
    public DraftedDataset Finish()
    {
        EntryFiles places = new(root);
        EntryIdentities identities = new(options, root);
        IReadOnlyList<DatasetEntry> entries = identities.Of(places.Of(_entries));
        IReadOnlyList<FileClaims> files = ByFile(entries);
        List<XRayImage> images = [];
        HeaderKinds headers = new();
        foreach (FileClaims file in files)
        {
            _problems.AddRange(file.ClaimProblems());
            if (file is { Exists: true, LeftOutBecause: { } reason })
            {
                _leftOut.Add(new LeftOut(reason, file.Count));
                continue;
            }

            _problems.AddRange(file.ImageProblems());
            if (file.Image is { } image)
            {
                DicomFacts? facts = image.HeaderFacts();
                headers.Add(image.Name, facts);
                images.Add(facts is null ? image : image.With(facts));
            }
        }

        images = [.. WithoutAlteredCopies(images)];
        HashSet<string> named = _beside.Count == 0 ? [] : [.. entries.Select(o => o.File).OfType<string>()];
        _problems.AddRange(_beside.Where(b => !named.Contains(Path.GetFullPath(b.File))).Select(b => new DatasetProblem(DatasetProblemKind.UnlistedImage,
            b.File, null, b.Reason)));
        PatientJoin patients = JoinPatients(entries);
        ClassMapping classes = new(options, [.. _classes, .. images.Select(i => i.Label!)]);
        images =
        [
            .. images.Where(i => Keep(i, classes))
                .Select(i => i with { Label = classes.ClassOf(i.Label!), PatientId = patients.IdOf(i.PatientId) }),
        ];
        return new DraftedDataset
        {
            Name = name,
            Root = root,
            Options = options,
            Images = images,
            ClassNames = classes.ClassNames,
            Problems = _problems,
            LeftOut = [.. _leftOut.GroupBy(l => l.Reason, StringComparer.Ordinal).Select(g => new LeftOut(g.Key, g.Sum(l => l.Count)))],
            Counts = new DatasetCounts(
                entries.Count + _rowsWithoutEntry, files.Where(f => f.Exists).Sum(f => f.Count), files.Count(f => f.Exists)),
            Notes = [.. _notes, .. places.Describe(), .. identities.DescribeNames()],
            Warnings =
            [
                .. _warnings, .. identities.Describe(), .. patients.Joined().Select(DescribeJoin), .. PatientContradictions.In(images),
                    .. DescribeBadAges(), .. DescribeLaterals(images), .. SeveralFrames.In(images),
                    .. headers.Describe(),
            ],
        };
    }

    /// <summary>Entries of one file together, in order of first appearance; each image in memory by itself.</summary>
    private List<FileClaims> ByFile(IReadOnlyList<DatasetEntry> entries)
    {
        Dictionary<string, List<DatasetEntry>> byFile = new(entries.Count, StringComparer.Ordinal);
        List<List<DatasetEntry>> all = new(entries.Count);
        foreach (DatasetEntry entry in entries)
        {
            if (entry.File is null)
            {
                all.Add([entry]);
            }
            else if (byFile.TryGetValue(entry.File, out List<DatasetEntry>? claims))
            {
                claims.Add(entry);
            }
            else
            {
                all.Add(byFile[entry.File] = [entry]);
            }
        }

        return [.. all.Select(claims => new FileClaims(claims, options.Labels))];
    }

    private static PatientJoin JoinPatients(IReadOnlyList<DatasetEntry> entries)
    {
        PatientJoin patients = new();
        foreach (DatasetEntry entry in entries)
        {
            if (entry.File is { } file)
            {
                patients.Claim(file, entry.Image.PatientId);
            }
        }

        return patients;
    }

    /// <summary>Only where a reader looked at folders or tables: what a caller hands over is as he says.</summary>
    private IEnumerable<XRayImage> WithoutAlteredCopies(List<XRayImage> images)
    {
        var labels = images.Where(i => root is not null && i.Path is not null).GroupBy(i => i.Path!).ToDictionary(g => g.Key, g => g.First().Label!);
        IReadOnlyDictionary<string, string> copies = AlteredCopies.Among(labels.Keys);
        HashSet<string> altered = [.. copies.Where(c => LabelTable.AreSame(labels[c.Key], labels[c.Value])).Select(c => c.Key)];
        if (altered.Count > 0)
        {
            _leftOut.Add(new LeftOut(Reasons.AlteredCopy, altered.Count));
        }

        return images.Where(i => i.Path is null || !altered.Contains(i.Path));
    }

    private static IEnumerable<string> DescribeLaterals(List<XRayImage> images) => images.Count(i => ViewNames.IsLateral(i.View)) is var laterals and > 0
        ? [string.Create(
            CultureInfo.InvariantCulture,
            $"{laterals} of {images.Count} images {(laterals == 1 ? "is" : "are")} lateral by {(laterals == 1 ? "its" : "their")} view; a classifier of "
                + $"frontal X-rays should neither learn from lateral ones nor be tested on them.")]
        : [];

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
        $"The age is not a number of years in {_badAges.Count} rows (first: row {_badAges[0].Row}, '{ShownText.Of(_badAges[0].Text)}') "
        + $"and counts as unknown there.")];
}
