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
    private readonly ClassLevels _levels;
    private bool _hasClasses;

    private FolderLayout(DatasetDraft draft, DatasetOptions options, string root)
    {
        _levels = new ClassLevels(options);
        _draft = draft;
        _options = options;
        _root = root;
    }

    // fewer folders may be classes, whatever they are called
    private const int FewestPatients = 4;

    private List<DatasetProblem> Strays { get; } = [];

    /// <summary>Folders in the place of classes that are named for patients or studies; empty: there are none.</summary>
    public IReadOnlyList<string> Patients { get; private set; } = [];

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
        if ((layout is { _images.Count: 0, _hasClasses: false } && top.AllFiles.Any(ImageFile.IsPicture)) || layout.Patients.Count > 0)
        {
            layout.Unclassed = top;
            return layout;
        }

        layout.Strays.ForEach(draft.AddProblem);
        DealtFolders.RequireOneModality(root, layout.Images);
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
        PictureFolder[] kept = WithoutCopies(folder);
        PictureFolder[] below = [.. kept.Where(f => !f.HoldsDocumentsOnly)];
        PictureFolder[] holding = [.. below.Where(f => f.HoldsPictures)];
        if (kept.Length < folder.Folders.Count && holding.Length == 1 && folder.Files.Count == 0 && IsWrapper(holding[0], siblings))
        {
            Place(folder with { Folders = kept }, place, siblings);
        }
        else if (below.Any(f => f.Part is not null))
        {
            PlaceParts(folder, below, place);
        }
        else if (ArePatients(holding, place))
        {
            foreach (PictureFolder one in holding)
            {
                Place(one, place with { Patient = one.Name, Below = one.Name }, siblings: []);
            }
        }
        else if (DealtFolders.AreFolds(holding))
        {
            DealtFolders.RequireDistinctFolds(holding, _draft);
            foreach (PictureFolder one in holding)
            {
                Place(one, place, siblings: []);
            }
        }
        else if (AreSources(holding))
        {
            PlaceSources(holding, place);
        }
        else
        {
            _levels.RequireOne(folder, below, _draft);
            PlaceClasses([.. kept.Where(f => !f.HoldsDocumentsOnly || FolderNames.MentionsClass(f.Name, _options))], place);
        }
    }

    /// <summary>Folders above the classes: of views and days, which they say, else of sources.</summary>
    private void PlaceSources(PictureFolder[] folders, PlacedImage place)
    {
        DealtFolders.RequireOriginals(folders);
        bool areViews = folders.All(f => FolderNames.IsView(f.Name)), areDays = folders.All(f => FolderNames.IsDate(f.Name));
        if (areDays)
        {
            _draft.AddNote($"The folders above the class folders ({DealtFolders.Names(folders)}) are taken for days, which say nothing of an image.");
        }
        else if (!areViews)
        {
            _sources.AddRange(folders.Select(f => f.Name));
            DealtFolders.DescribeSharedNames(folders, _draft);
        }

        foreach (PictureFolder one in folders)
        {
            Place(one, areDays ? place : areViews ? place with { View = ViewNames.OfFolder(one.Name) }
                : place with { Source = place.Source is null ? one.Name : $"{place.Source}/{one.Name}" }, siblings: []);
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
        bool holdsClasses = _levels.ClassesBelow(folder).Count > 1;
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
                Strays.Add(new DatasetProblem(DatasetProblemKind.UnknownLabel, file, null, "it lies outside the class folders"));
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

    /// <summary>Folders named for patients that hold nothing but folders of classes; below a source any name with a number is one, and so is a bare
    /// number.</summary>
    private bool ArePatients(PictureFolder[] holding, PlacedImage place) => holding.Length > 0
        && (holding.All(f => FolderNames.IsPatient(f.Name)) || (holding.All(f => FolderNames.IsNumber(f.Name)) && !holding.All(f => FolderNames.IsDate(f.Name)))
            || (place.Source is not null && holding.All(f => FolderNames.IsNumbered(f.Name) && !FolderNames.MentionsClass(f.Name, _options))))
        && holding.All(f => f.Files.Count == 0 && _levels.IsHalfClasses(f));

    /// <summary>Folders that are no classes and hold nothing but folders of which at least half are named for classes, two or more in all.</summary>
    private bool AreSources(PictureFolder[] holding) => holding.Length > 1
        && holding.All(f => f.Files.Count == 0 && !FolderNames.IsClass(f.Name, _options) && _levels.IsHalfClasses(f))
        && holding.SelectMany(_levels.ClassesBelow).Distinct(StringComparer.Ordinal).Count() > 1;

    private void PlaceClasses(PictureFolder[] classes, PlacedImage place)
    {
        PictureFolder[] holding = [.. classes.Where(f => f.HoldsPictures)];
        if (holding.Length >= FewestPatients && holding.All(f => FolderNames.IsPatient(f.Name) || FolderNames.IsNumber(f.Name) || FolderNames.IsStudy(f.Name))
            && !holding.Any(f => FolderNames.MentionsClass(f.Name, _options)))
        {
            Patients = [.. holding.Select(f => f.Name)];
            return;
        }

        DealtFolders.RequireOriginals(classes);
        _levels.RequireNoneInside(classes, _draft);
        _levels.DescribeOdd(classes, _draft);
        // a lone folder 'test' below a class may be anything; two parts, one of them training, are a split
        DatasetPart[] inner = [.. classes.SelectMany(c => c.Folders).Where(f => f.HoldsPictures).Select(f => f.Part).OfType<DatasetPart>().Distinct()];
        bool isSplit = place.Part is null && inner.Length > 1 && inner.Contains(DatasetPart.Training);
        bool areParted = place.Part is null && AreParted(classes);
        foreach (PictureFolder one in classes)
        {
            PartedName? parted = areParted ? PartedName.Of(one.Name) : null;
            string label = parted?.Label ?? one.Name.Trim();
            _hasClasses = true;
            if (!Placeholders.IsNoLabel(label) || _options.Labels.Knows(label))
            {
                _draft.AddClass(label);
            }

            PlacedImage here = place with { Label = label, Part = parted?.Part ?? place.Part };
            _images.AddRange(one.Files.Select(f => here with { Path = f }));
            foreach (PictureFolder folder in one.Folders)
            {
                AddAll(folder, isSplit && folder.Part is not null ? here with { Part = folder.Part } : Below(here, folder));
            }
        }
    }

    /// <summary>Whether the folders are named for a class and a part, each class for training and one part more: COVID_train, COVID_test, ...</summary>
    /// <exception cref="DatasetException">Some are, and others are named for no part.</exception>
    private static bool AreParted(PictureFolder[] classes)
    {
        (PictureFolder Folder, PartedName? Name)[] named = [.. classes.Where(f => f.HoldsPictures).Select(f => (f, PartedName.Of(f.Name)))];
        PartedName[] parted = [.. named.Select(n => n.Name).OfType<PartedName>()];
        PartedName[][] pairs = [.. parted.GroupBy(p => LabelTable.KeyOf(p.Label)).Select(g => g.ToArray())
            .Where(g => g.Any(p => p.Part == DatasetPart.Training) && g.Any(p => p.Part != DatasetPart.Training))];
        return pairs.Length == 0 ? false
            : named.FirstOrDefault(n => n.Name is null).Folder is not { } odd ? true
            : throw new DatasetException(
                $"The folders beside '{odd.Path}' are named for a class and a part of the split ({named.First(n => n.Name is not null).Folder.Name}), but "
                + $"'{odd.Name}' names no part; rename it, or move it away.", odd.Path);
    }

    private static PlacedImage Below(PlacedImage place, PictureFolder folder) =>
        place with { Below = Nearer(place.Below, folder.Name), View = ViewNames.OfFolder(folder.Name) ?? place.View };

    private void AddAll(PictureFolder folder, PlacedImage place)
    {
        _images.AddRange(folder.Files.Select(f => place with { Path = f }));
        foreach (PictureFolder below in folder.Folders)
        {
            AddAll(below, Below(place, below));
        }
    }

    /// <summary>The first name of a patient; else the first name of all.</summary>
    private static string Nearer(string? above, string name) => above is null || (FolderNames.IsPatient(name) && !FolderNames.IsPatient(above)) ? name : above;
}
