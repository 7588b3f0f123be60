namespace CovidClassifier.Data.Folders;

/// <summary>Finds images by name in a folder and everything below, for datasets that spread them over numbered folders.</summary>
internal sealed class ImageNames
{
    private readonly string _root;
    private readonly Dictionary<string, string> _byName;
    private readonly Dictionary<string, string> _byStem;

    private ImageNames(string root, IEnumerable<string> files)
    {
        _root = root;
        _byName = new(StringComparer.Ordinal);
        _byStem = new(StringComparer.Ordinal);
        foreach (string file in files)
        {
            _byName.TryAdd(Path.GetFileName(file), file);
            _byStem.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }
    }

    /// <exception cref="DatasetException">The folder cannot be read.</exception>
    public static ImageNames Below(string root) => new(root, Files(FolderWalk.Of(root, _ => { }, _ => { })));

    /// <summary>The file of that name; where there is none, its place in the dataset's folder, so that the gap is reported.</summary>
    public string Find(string name) => _byName.GetValueOrDefault(name) ?? Path.Combine(_root, name);

    /// <summary>The file of that name with any extension, else the place where one with this extension would be.</summary>
    public string FindStem(string stem, string extension) => _byStem.GetValueOrDefault(stem) ?? Path.Combine(_root, stem + extension);

    private static IEnumerable<string> Files(FolderTree tree) =>
        tree.Files.Where(f => !FileNames.IsDocument(Path.GetFileName(f)) && !FileNames.IsMask(Path.GetFileName(f)))
            .Concat(tree.Folders.Where(f => !FolderNames.IsMask(f.Name) && !FolderNames.IsThumbnails(f.Name)).SelectMany(Files));
}
