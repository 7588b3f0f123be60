using System.Globalization;
using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Folders;

namespace CovidClassifier.Data.Readers;

/// <summary>Folders that deal a dataset's images by something else than class: folds, versions, ways of imaging. What cannot be one dataset is
/// refused.</summary>
internal static class DealtFolders
{
    private const int Named = 4;

    /// <summary>Folders fold1, fold2, ... of a cross-validation, which are no sources.</summary>
    public static bool AreFolds(IReadOnlyList<PictureFolder> folders) =>
        folders.Count > 1 && folders.All(f => FolderNames.IsFold(f.Name) && f.Files.Count == 0);

    /// <exception cref="DatasetException">The folds hold the same images, dealt anew.</exception>
    public static void RequireDistinctFolds(IReadOnlyList<PictureFolder> folds, DatasetDraft draft)
    {
        var again = folds.SelectMany(f => f.AllFiles.Select(file => (Fold: f, File: file)))
            .GroupBy(f => (Path.GetFileName(f.File), new FileInfo(f.File).Length))
            .FirstOrDefault(g => g.DistinctBy(f => f.Fold).Skip(1).Any());
        if (again is not null)
        {
            string[] both = [.. again.DistinctBy(f => f.Fold).Select(f => f.Fold.Name).Take(2)];
            throw new DatasetException(
                $"A dataset must hold each image once, but the folds {Names(folds)} hold the same images, dealt anew ('{again.Key.Item1}' lies in {both[0]} "
                    + $"and in {both[1]}), so that images of one fold's training would be tested on in another; open one of them by itself, '{folds[0].Path}'.",
                folds[0].Path);
        }

        draft.AddNote($"The folders {Names(folds)} are read together, as the folds of one dataset; which images train and which test is dealt anew.");
    }

    /// <exception cref="DatasetException">A folder of altered copies lies beside others.</exception>
    public static void RequireOriginals(IReadOnlyList<PictureFolder> folders)
    {
        if (folders.FirstOrDefault(f => FolderNames.IsAltered(f.Name)) is { } altered
            && folders.FirstOrDefault(f => !FolderNames.IsAltered(f.Name) && f.HoldsPictures) is { } original)
        {
            throw new DatasetException(
                $"A dataset must hold each image once, but '{altered.Name}' holds altered copies by its name and lies beside '{original.Name}', so that "
                + $"copies of one image would train and test; open '{original.Path}' by itself, and alter images while training.", altered.Path);
        }
    }

    /// <exception cref="DatasetException">X-rays and tomographies lie in folders of their own.</exception>
    public static void RequireOneModality(string root, IEnumerable<PlacedImage> images)
    {
        string[] names = [.. images.Select(i => Path.GetRelativePath(root, Path.GetDirectoryName(i.Path)!)).Distinct(StringComparer.Ordinal)
            .SelectMany(f => f.Split(Path.DirectorySeparatorChar)).Distinct(StringComparer.Ordinal)];
        if (names.FirstOrDefault(FolderNames.IsTomography) is { } tomographies && names.FirstOrDefault(FolderNames.IsXRays) is { } xRays)
        {
            throw new DatasetException(
                $"A dataset must hold X-rays or tomographies, but '{root}' holds both, in folders '{xRays}' and '{tomographies}'; open one of them by itself.",
                root);
        }
    }

    /// <summary>Says where folders of sources hold files of the same names: the same images, perhaps, in two versions.</summary>
    public static void DescribeSharedNames(IReadOnlyList<PictureFolder> sources, DatasetDraft draft)
    {
        HashSet<string>[] names = [.. sources.Where(f => f.HoldsPictures).Select(f => f.AllFiles.Select(file => Path.GetRelativePath(f.Path, file)).ToHashSet(
            StringComparer.Ordinal))];
        int fewest = names.Min(n => n.Count), shared = names[0].Count(n => names.All(other => other.Contains(n)));
        if (names.Length > 1 && 2 * shared > fewest)
        {
            draft.AddWarning(string.Create(
                CultureInfo.InvariantCulture,
                $"The folders {Names(sources)} hold {shared} files of the same names; if these are the same images in several versions, open "
                    + $"one folder only."));
        }
    }

    public static string Names(IReadOnlyList<PictureFolder> folders) =>
        string.Join(", ", folders.Where(f => f.HoldsPictures).Select(f => f.Name).Take(Named)) + (folders.Count > Named ? ", ..." : "");
}
