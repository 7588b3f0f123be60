namespace CovidClassifier.Data.Folders;

/// <summary>One folder as it lies on disk, with what is in it, in ordinal order of the names.</summary>
/// <param name="Path">As the caller's path leads there.</param>
/// <param name="Files">Paths of its files.</param>
/// <param name="Folders">What lies below.</param>
internal sealed record FolderTree(string Path, IReadOnlyList<string> Files, IReadOnlyList<FolderTree> Folders)
{
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>Its files and those of every folder below, the folder's own first.</summary>
    public IEnumerable<string> AllFiles => Files.Concat(Folders.SelectMany(f => f.AllFiles));
}
