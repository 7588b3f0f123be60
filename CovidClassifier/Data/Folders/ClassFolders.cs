using CovidClassifier.Data.Drafts;

namespace CovidClassifier.Data.Folders;

/// <summary>Walks a folder per class, in ordinal order.</summary>
internal static class ClassFolders
{
    /// <summary>The folders of the classes: those directly below <paramref name="root"/> that are not ignored by name.</summary>
    /// <exception cref="DatasetException"><paramref name="root"/> may not be read or is not a folder.</exception>
    public static IReadOnlyList<string> Of(string root)
    {
        try
        {
            return Sorted(Directory.EnumerateDirectories(root));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"Dataset folder '{root}' cannot be read: {e.Message}", root, e);
        }
    }

    /// <summary>Adds every file below <paramref name="root"/> to the draft, labelled by its class folder.</summary>
    /// <param name="draft">Gets the images, the classes, and a problem for what cannot be read.</param>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="known">Names that a class folder may have; null: any.</param>
    /// <param name="describe">Adds what the dataset knows of the image; its label is the class folder's name.</param>
    public static void Read(DatasetDraft draft, string root, IReadOnlyList<string>? known, Func<XRayImage, XRayImage> describe)
    {
        IReadOnlyList<string> folders = Of(root);
        foreach (string file in Sorted(Directory.EnumerateFiles(root)))
        {
            draft.AddProblem(new DatasetProblem(DatasetProblemKind.UnknownLabel, file, null, "it lies outside the class folders"));
        }

        foreach (string folder in folders)
        {
            string label = Path.GetFileName(folder);
            bool isClass = known is null || known.Any(k => LabelTable.AreSame(k, label));
            if (isClass)
            {
                draft.AddClass(label);
            }

            foreach (string file in Files(folder, draft))
            {
                if (isClass)
                {
                    draft.Add(describe(XRayImage.FromFile(file) with { Label = label }));
                }
                else
                {
                    string reason = $"folder '{label}' is not one of: {string.Join(", ", known!)}";
                    draft.AddProblem(new DatasetProblem(DatasetProblemKind.UnknownLabel, file, null, reason));
                }
            }
        }
    }

    private static IEnumerable<string> Files(string folder, DatasetDraft draft)
    {
        IReadOnlyList<string> files, folders;
        try
        {
            files = Sorted(Directory.EnumerateFiles(folder));
            folders = Sorted(Directory.EnumerateDirectories(folder).Where(f => !IsLoop(f)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            draft.AddProblem(new DatasetProblem(DatasetProblemKind.Unreadable, folder, null, e.Message.TrimEnd('.')));
            return [];
        }

        return files.Concat(folders.SelectMany(f => Files(f, draft)));
    }

    /// <summary>True for a link to a folder that it lies in, which would be walked for ever.</summary>
    private static bool IsLoop(string folder) =>
        new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true) is { } target
        && (Path.GetFullPath(folder) + Path.DirectorySeparatorChar)
            .StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static List<string> Sorted(IEnumerable<string> paths) =>
        [.. paths.Where(p => !ImageFile.IsIgnored(Path.GetFileName(p))).Order(StringComparer.Ordinal)];
}
