using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;

namespace CovidClassifier.Data.Readers;

/// <summary>On which level of a dataset's folders its classes lie, by the folders' names.</summary>
internal sealed class ClassLevels(DatasetOptions options)
{
    /// <summary>Whether at least half of the folders below, through parts, patients and what leads to classes, are named for classes.</summary>
    public bool IsHalfClasses(PictureFolder folder) => IsHalf([.. Inner(folder)]);

    /// <summary>Keys of the classes that the folders below are named for.</summary>
    public HashSet<string> ClassesBelow(PictureFolder folder) =>
        [.. Inner(folder).Where(f => FolderNames.MentionsClass(f.Name, options)).Select(f => LabelTable.KeyOf(options.Labels.ClassOf(f.Name)))];

    /// <summary>Refuses class folders beside a folder that holds class folders, and says so where two levels could hold the classes.</summary>
    /// <exception cref="DatasetException">The class folders lie on two levels.</exception>
    public void RequireOne(PictureFolder folder, IReadOnlyList<PictureFolder> classes, DatasetDraft draft)
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
            draft.AddWarning($"The folders {string.Join(", ", holding.Select(f => f.Name).Take(4))} are taken for the classes, though each holds the same "
                + $"folders ({inner}), which could be the classes too.");
        }
    }

    /// <summary>Refuses a class inside another one, such as COVID-19 in Pneumonia; says so where a folder inside speaks of a kind of class.</summary>
    /// <exception cref="DatasetException">A class that the label table knows lies inside another one.</exception>
    public void RequireNoneInside(IReadOnlyList<PictureFolder> classes, DatasetDraft draft)
    {
        (PictureFolder Class, PictureFolder Inside)[] pairs =
        [
            .. classes.Where(c => c.HoldsPictures).SelectMany(c => c.Folders.Where(f => f.HoldsPictures && !FolderNames.IsView(f.Name)
                && FolderNames.MentionsClass(f.Name, options) && ClassOf(f) != ClassOf(c)).Select(f => (c, f))),
        ];
        if (pairs.FirstOrDefault(p => IsDisease(p.Class) && IsDisease(p.Inside)) is { Class: { } outer, Inside: { } inner })
        {
            throw new DatasetException(
                $"Each image must lie in the folder of one class, but the folder '{inner.Name}' lies inside '{outer.Name}' and both are classes; move "
                + $"'{inner.Path}' beside it, or rename it if its images are {outer.Name}.", inner.Path);
        }

        foreach (var one in pairs.GroupBy(p => p.Class))
        {
            draft.AddWarning($"The images in the folders {string.Join(", ", one.Select(p => p.Inside.Name).Take(4))} are read as {one.Key.Name}, in whose "
                + "folder they lie.");
        }
    }

    /// <summary>Says which folders are taken for classes though their names speak of none and those beside them do.</summary>
    public void DescribeOdd(IReadOnlyList<PictureFolder> classes, DatasetDraft draft)
    {
        PictureFolder[] holding = [.. classes.Where(f => f.HoldsPictures && !Facts.Placeholders.IsNoLabel(f.Name))];
        PictureFolder[] odd = [.. holding.Where(f => !FolderNames.MentionsClass(f.Name, options))];
        if (odd.Length > 0 && 2 * odd.Length <= holding.Length && holding.Length - odd.Length > 1)
        {
            draft.AddWarning($"The folders {string.Join(", ", odd.Select(f => f.Name).Take(4))} are taken for classes beside "
                + $"{string.Join(", ", holding.Except(odd).Select(f => f.Name).Take(4))}, though their names speak of no class; move them away if they hold "
                + "something else.");
        }
    }

    private bool IsHalf(PictureFolder[] inner) => inner.Length > 0 && 2 * inner.Count(Speaks) >= inner.Length;

    private bool Speaks(PictureFolder folder) => FolderNames.MentionsClass(folder.Name, options) && !FolderNames.IsView(folder.Name);

    private string ClassOf(PictureFolder folder) => LabelTable.KeyOf(options.Labels.ClassOf(folder.Name));

    /// <summary>Other holds any disease.</summary>
    private bool IsDisease(PictureFolder folder) =>
        options.Labels.Knows(folder.Name) && !LabelTable.AreSame(options.Labels.ClassOf(folder.Name), LabelTable.Other);

    /// <summary>The folders below; of those that are parts or patients, or that lead to classes and are none, what lies below them.</summary>
    private IEnumerable<PictureFolder> Inner(PictureFolder folder) =>
        folder.Folders.Where(f => f.HoldsPictures).SelectMany(f => f.Part is not null || LeadsOn(f) ? Inner(f) : [f]);

    private bool LeadsOn(PictureFolder folder) => folder.Files.Count == 0 && !Speaks(folder)
        && (FolderNames.IsPatient(folder.Name) || IsHalf([.. folder.Folders.Where(f => f.HoldsPictures)]));

    private static string[] KeysBelow(PictureFolder folder) =>
    [
        .. folder.Folders.Where(f => f.HoldsPictures && !FolderNames.IsView(f.Name)).Select(f => LabelTable.KeyOf(f.Name)).Order(StringComparer.Ordinal),
    ];

    /// <summary>A folder that is no class and holds classes: those that lie beside it too, or any where no class lies beside it.</summary>
    private bool IsDeeper(PictureFolder folder, PictureFolder[] level)
    {
        HashSet<string> below = ClassesBelow(folder);
        string[] beside = [.. level.Where(f => FolderNames.IsClass(f.Name, options)).Select(ClassOf)];
        return folder.Files.Count == 0 && below.Count > 1 && !FolderNames.IsClass(folder.Name, options) && (beside.Length == 0 || beside.Any(below.Contains));
    }
}
