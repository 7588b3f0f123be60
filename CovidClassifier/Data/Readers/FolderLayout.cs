using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;

namespace CovidClassifier.Data.Readers;

/// <summary>
/// Finds the class folders of a dataset, whatever lies above them: folders of parts (train, val, test), folders of sources (hospitals), and single folders
/// that wrap it all.
/// </summary>
internal sealed class FolderLayout
{
    private readonly DatasetDraft _draft;
    private readonly DatasetOptions _options;
    private readonly string _root;
    private readonly List<PlacedImage> _images = [];
    private readonly List<string> _sources = [];

    private FolderLayout(DatasetDraft draft, DatasetOptions options, string root)
    {
        _draft = draft;
        _options = options;
        _root = root;
    }

    /// <summary>The images in class folders, in the order of the walk.</summary>
    public IReadOnlyList<PlacedImage> Images => _images;

    /// <summary>The folder where it holds pictures and no class folders at all; null: there are class folders, or no pictures.</summary>
    public PictureFolder? Unclassed { get; private set; }

    /// <summary>Looks at everything below a folder; classes, problems, what is left out and what was taken how are told to the draft.</summary>
    /// <exception cref="DatasetException">The folder cannot be read, or its folders can be read in two ways.</exception>
    public static FolderLayout Read(DatasetDraft draft, string root, DatasetOptions options)
    {
        FolderLayout layout = new(draft, options, root);
        PictureFolder top = PictureFolder.Of(FolderWalk.Of(root, draft.AddProblem, draft.AddLeftOut), draft.AddLeftOut);
        if (!top.Folders.Any(f => f.HoldsPictures) && top.Files.Count > 0)
        {
            layout.Unclassed = top;
            return layout;
        }

        layout.Place(top, new PlacedImage("", "", Part: null, Source: null, Below: null), siblings: []);
        if (layout._sources.Count > 0)
        {
            string names = string.Join(", ", layout._sources.Distinct(StringComparer.Ordinal).Take(5));
            draft.AddNote($"The folders above the class folders ({names}) are taken for the sources of the images.");
        }

        return layout;
    }

    /// <param name="folder">Holds parts, sources, patients or classes.</param>
    /// <param name="place">What the folders above say.</param>
    /// <param name="siblings">Keys of the folders in the parts beside it.</param>
    private void Place(PictureFolder folder, PlacedImage place, IReadOnlyCollection<string> siblings)
    {
        folder = StepDown(folder, siblings);
        TellStrays(folder);
        PictureFolder[] below = WithoutCopies(folder);
        if (below.Any(f => f.Part is not null))
        {
            PlaceParts(folder, below, place);
        }
        else if (ArePatients(below))
        {
            foreach (PictureFolder one in below)
            {
                Place(one, place with { Below = one.Name }, siblings: []);
            }
        }
        else if (AreSources(below))
        {
            foreach (PictureFolder one in below)
            {
                _sources.Add(one.Name);
                Place(one, place with { Source = place.Source is null ? one.Name : $"{place.Source}/{one.Name}" }, siblings: []);
            }
        }
        else
        {
            RequireOneLevel(folder, below);
            PlaceClasses(below, place);
        }
    }

    /// <summary>Goes through folders that hold nothing but one folder, as archives make them, to the one that holds the classes or parts.</summary>
    private PictureFolder StepDown(PictureFolder folder, IReadOnlyCollection<string> siblings)
    {
        string? through = null;
        while (folder.Files.Count == 0 && folder.Folders.Count(f => f.HoldsPictures) == 1
            && folder.Folders.First(f => f.HoldsPictures) is var only && only.Part is null && IsWrapper(only, siblings))
        {
            folder = only;
            through = folder.Path;
        }

        if (through is not null)
        {
            _draft.AddNote($"The classes are looked for in the folder '{Path.GetRelativePath(_root, through)}', below which everything lies.");
        }

        return folder;
    }

    private bool IsWrapper(PictureFolder folder, IReadOnlyCollection<string> siblings)
    {
        PictureFolder[] below = [.. folder.Folders.Where(f => f.HoldsPictures)];
        bool holdsClasses = ClassesBelow(folder).Count > 1;
        return holdsClasses || below.Any(f => f.Part is not null)
            || (folder.Files.Count == 0 && below.Length > 0 && !FolderNames.MentionsClass(folder.Name, _options)
            && !siblings.Contains(LabelTable.KeyOf(folder.Name))
                && !below.All(f => FolderNames.IsPatient(f.Name) || FolderNames.IsNumber(f.Name)));
    }

    private void TellStrays(PictureFolder folder)
    {
        foreach (string file in folder.Files)
        {
            if (ImageFile.IsPicture(file))
            {
                _draft.AddProblem(new DatasetProblem(DatasetProblemKind.UnknownLabel, file, null, "it lies outside the class folders"));
            }
            else if (FileNames.PromisesPicture(Path.GetFileName(file)) && ImageFile.FaultOf(file) is { } fault)
            {
                _draft.AddProblem(new DatasetProblem(fault.Kind, file, null, fault.Reason));
            }
            else
            {
                _draft.AddLeftOut(new LeftOut(Reasons.Document, 1));
            }
        }
    }

    private PictureFolder[] WithoutCopies(PictureFolder folder)
    {
        List<PictureFolder> kept = [];
        foreach (PictureFolder below in folder.Folders)
        {
            if (folder.Folders.Count > 1 && below.Part is null && below.Files.Count == 0 && below.HoldsPictures && below.IsCopyOf(folder))
            {
                _draft.AddLeftOut(new LeftOut(Reasons.Copy, below.AllFiles.Count()));
            }
            else if (folder.Folders.FirstOrDefault(f => IsCopyByName(below, f) && below.IsCopyOf(f)) is not null)
            {
                _draft.AddLeftOut(new LeftOut(Reasons.Copy, below.AllFiles.Count()));
            }
            else
            {
                kept.Add(below);
            }
        }

        return [.. kept];
    }

    /// <summary>"COVID (1)", "COVID - Copy" and "COVID copy 2" beside "COVID".</summary>
    private static bool IsCopyByName(PictureFolder copy, PictureFolder original) =>
        copy.Name.Length > original.Name.Length && copy.Name.StartsWith(original.Name, StringComparison.Ordinal)
        && copy.Name[original.Name.Length..].Trim([.. " -_()0123456789"]).ToUpperInvariant() is "" or "COPY" or "KOPIE" or "COPIE" or "COPIA";

    private void PlaceParts(PictureFolder folder, PictureFolder[] below, PlacedImage place)
    {
        if (below.FirstOrDefault(f => f.Part is null && f.HoldsPictures) is { } odd)
        {
            string parts = string.Join(", ", below.Where(f => f.Part is not null).Select(f => $"'{f.Name}'"));
            throw new DatasetException(
                $"The folders of '{folder.Path}' must all be parts of a split or all be classes, but {parts} "
                    + $"{(below.Count(f => f.Part is not null) == 1 ? "is a part" : "are parts")} and '{odd.Name}' is none; "
                + "move it away, or open the folder that is meant by itself.", folder.Path);
        }

        foreach (PictureFolder one in below.Where(f => f.Part is not null))
        {
            string[] siblings = [.. below.Where(f => f != one).SelectMany(f => f.Folders).Select(f => LabelTable.KeyOf(f.Name))];
            Place(one, place with { Part = place.Part ?? one.Part }, siblings);
        }
    }

    /// <summary>Folders named for patients that hold nothing but folders of classes.</summary>
    private bool ArePatients(PictureFolder[] folders)
    {
        PictureFolder[] holding = [.. folders.Where(f => f.HoldsPictures)];
        return holding.Length > 0 && holding.All(f => f.Files.Count == 0 && FolderNames.IsPatient(f.Name) && IsHalfClasses(f));
    }

    /// <summary>Folders that are no classes and hold nothing but folders of which at least half are named for classes, two or more in all.</summary>
    private bool AreSources(PictureFolder[] folders)
    {
        PictureFolder[] holding = [.. folders.Where(f => f.HoldsPictures)];
        return holding.Length > 1
            && holding.All(f => f.Files.Count == 0 && !FolderNames.IsClass(f.Name, _options) && IsHalfClasses(f))
            && holding.SelectMany(ClassesBelow).Distinct(StringComparer.Ordinal).Count() > 1;
    }

    private bool IsHalfClasses(PictureFolder folder)
    {
        PictureFolder[] inner = [.. Inner(folder)];
        return inner.Length > 0 && 2 * inner.Count(f => FolderNames.MentionsClass(f.Name, _options) && !FolderNames.IsView(f.Name)) >= inner.Length;
    }

    private HashSet<string> ClassesBelow(PictureFolder folder) =>
        [.. Inner(folder).Where(f => FolderNames.MentionsClass(f.Name, _options)).Select(f => LabelTable.KeyOf(_options.Labels.ClassOf(f.Name)))];

    /// <summary>The folders below; of those that are parts or patients, what lies below them.</summary>
    private static IEnumerable<PictureFolder> Inner(PictureFolder folder) => folder.Folders.Where(f => f.HoldsPictures)
        .SelectMany(f => f.Part is not null || (f.Files.Count == 0 && FolderNames.IsPatient(f.Name)) ? Inner(f) : [f]);

    /// <summary>Refuses class folders beside a folder that holds class folders, and says so where two levels could hold the classes.</summary>
    private void RequireOneLevel(PictureFolder folder, PictureFolder[] classes)
    {
        PictureFolder[] holding = [.. classes.Where(f => f.HoldsPictures)];
        if (holding.Length > 1 && holding.FirstOrDefault(f => IsDeeper(f, holding)) is { } deeper)
        {
            throw new DatasetException(
                $"The class folders of '{folder.Path}' must lie on one level, but '{deeper.Name}' holds class folders "
                    + $"({string.Join(", ", Inner(deeper).Select(f => f.Name).Distinct(StringComparer.Ordinal).Take(4))}) and lies beside "
                + $"'{holding.First(f => f != deeper).Name}'; open '{deeper.Path}' by itself, or move what does not belong there away.", folder.Path);
        }

        string[][] names = [.. holding.Select(KeysBelow)];
        if (holding.Length > 1 && names[0].Length > 1 && names.All(n => n.SequenceEqual(names[0]))
            && holding.All(f => f.Files.Count == 0 && f.Folders.All(b => b.Part is null)))
        {
            string inner = string.Join(", ", holding[0].Folders.Select(f => f.Name).Take(4));
            _draft.AddNote($"The folders {string.Join(", ", holding.Select(f => f.Name).Take(4))} are taken for the classes, though each holds the same "
                + $"folders ({inner}), which could be the classes too.");
        }
    }

    private static string[] KeysBelow(PictureFolder folder) =>
    [
        .. folder.Folders.Where(f => f.HoldsPictures && !FolderNames.IsView(f.Name)).Select(f => LabelTable.KeyOf(f.Name)).Order(StringComparer.Ordinal),
    ];

    /// <summary>A folder that is no class and holds classes: those that lie beside it too, or any where no class lies beside it.</summary>
    private bool IsDeeper(PictureFolder folder, PictureFolder[] level)
    {
        HashSet<string> below = ClassesBelow(folder);
        string[] beside = [.. level.Where(f => FolderNames.IsClass(f.Name, _options)).Select(f => LabelTable.KeyOf(_options.Labels.ClassOf(f.Name)))];
        return folder.Files.Count == 0 && below.Count > 1 && !FolderNames.IsClass(folder.Name, _options) && (beside.Length == 0 || beside.Any(below.Contains));
    }

    private void PlaceClasses(PictureFolder[] classes, PlacedImage place)
    {
        // a lone folder 'test' below a class may be anything; two parts, one of them training, are a split
        DatasetPart[] inner = [.. classes.SelectMany(c => c.Folders).Where(f => f.HoldsPictures).Select(f => f.Part).OfType<DatasetPart>().Distinct()];
        bool isSplit = place.Part is null && inner.Length > 1 && inner.Contains(DatasetPart.Training);
        foreach (PictureFolder one in classes)
        {
            string label = one.Name.Trim();
            if (!Placeholders.IsNoLabel(label) || _options.Labels.Knows(label))
            {
                _draft.AddClass(label);
            }

            PlacedImage here = place with { Label = label };
            _images.AddRange(one.Files.Select(f => here with { Path = f }));
            foreach (PictureFolder folder in one.Folders)
            {
                AddAll(folder, isSplit && folder.Part is not null ? here with { Part = folder.Part } : here with { Below = Nearer(here.Below, folder.Name) });
            }
        }
    }

    private void AddAll(PictureFolder folder, PlacedImage place)
    {
        _images.AddRange(folder.Files.Select(f => place with { Path = f }));
        foreach (PictureFolder below in folder.Folders)
        {
            AddAll(below, place with { Below = Nearer(place.Below, below.Name) });
        }
    }

    /// <summary>The first name of a patient; else the first name of all.</summary>
    private static string Nearer(string? above, string name) => above is null || (FolderNames.IsPatient(name) && !FolderNames.IsPatient(above)) ? name : above;
}
