using CovidClassifier.Data.Facts;

namespace CovidClassifier.Data.Folders;

/// <summary>
/// A folder as a dataset's layout sees it: without masks and documents, and with the folders that say nothing (images, png) merged into it.
/// </summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Files">Files that are pictures, or ought to be, in it and in transparent folders below.</param>
/// <param name="Folders">What lies below.</param>
internal sealed record PictureFolder(string Path, IReadOnlyList<string> Files, IReadOnlyList<PictureFolder> Folders)
{
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    public DatasetPart? Part => GivenParts.Of(Name);

    /// <summary>Whether files lie in it or below, none of which is a picture.</summary>
    public bool HoldsDocumentsOnly { get; private init; }

    public bool HoldsPictures => Files.Count > 0 || Folders.Any(f => f.HoldsPictures);

    public IEnumerable<string> AllFiles => Files.Concat(Folders.SelectMany(f => f.AllFiles));

    /// <summary>Makes one of a folder on disk.</summary>
    /// <param name="tree">The folder.</param>
    /// <param name="leftOut">Told of masks and documents.</param>
    public static PictureFolder Of(FolderTree tree, Action<LeftOut> leftOut)
    {
        List<string> files = [];
        foreach (string file in tree.Files)
        {
            string name = System.IO.Path.GetFileName(file);
            if (FileNames.IsMask(name))
            {
                leftOut(new LeftOut(Reasons.Mask, 1));
            }
            else if (FileNames.IsDocument(name) && !ImageFile.IsPicture(file))
            {
                leftOut(new LeftOut(Reasons.Document, 1));
            }
            else if (!FileNames.PromisesPlainPicture(name) && ImageFile.IsDicomDocument(file))
            {
                leftOut(new LeftOut(Reasons.DicomDocument, 1));
            }
            else
            {
                files.Add(file);
            }
        }

        List<PictureFolder> folders = [];
        foreach (FolderTree child in tree.Folders)
        {
            if (FolderNames.IsMask(child.Name))
            {
                leftOut(new LeftOut(Reasons.Mask, child.AllFiles.Count()));
                continue;
            }

            if (FolderNames.IsThumbnails(child.Name))
            {
                leftOut(new LeftOut(Reasons.Thumbnail, child.AllFiles.Count()));
                continue;
            }

            PictureFolder folder = Of(child, leftOut);
            if (FolderNames.IsTransparent(child.Name))
            {
                files.AddRange(folder.Files);
                folders.AddRange(folder.Folders);
            }
            else
            {
                folders.Add(folder with { HoldsDocumentsOnly = !folder.HoldsPictures && child.AllFiles.Any() });
            }
        }

        return new PictureFolder(tree.Path, files, folders);
    }

    /// <summary>Whether every file below also lies in another folder under the same name and with the same size: a copy that unpacking twice makes.</summary>
    public bool IsCopyOf(PictureFolder other)
    {
        string[] files = [.. AllFiles];
        return files.Length > 0 && files.All(file =>
        {
            FileInfo twin = new(System.IO.Path.Combine(other.Path, System.IO.Path.GetRelativePath(Path, file)));
            return twin.Exists && twin.Length == new FileInfo(file).Length;
        });
    }
}
