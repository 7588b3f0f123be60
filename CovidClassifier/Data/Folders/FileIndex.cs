using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Folders;

/// <summary>The files below a folder by what names may differ in; masks and documents are not in it.</summary>
internal sealed class FileIndex
{
    /// <summary>A folder that holds more is somebody's home, not a dataset whose names are a little off.</summary>
    private const int MostFiles = 500_000;

    private readonly string _root;
    private readonly ILookup<string, string> _byPath, _byPathStem, _byName, _byStem;

    private FileIndex(string root, string[] files)
    {
        _root = root;
        _byPath = files.ToLookup(f => KeyOf(Relative(f)), StringComparer.Ordinal);
        _byPathStem = files.ToLookup(f => KeyOf(WithoutExtension(Relative(f))), StringComparer.Ordinal);
        _byName = files.ToLookup(f => KeyOf(Path.GetFileName(f)), StringComparer.Ordinal);
        _byStem = files.ToLookup(f => KeyOf(WithoutExtension(Path.GetFileName(f))), StringComparer.Ordinal);
    }

    /// <summary>Null where the folder cannot be read or holds far too much.</summary>
    public static FileIndex? Of(string root)
    {
        try
        {
            string full = Path.GetFullPath(root);
            return new FileIndex(full, [.. Files(FolderWalk.Of(full, _ => { }, _ => { }, MostFiles))]);
        }
        catch (DatasetException)
        {
            return null;
        }
    }

    /// <summary>Files that nearly fit a path that is not there, by falling nearness; each list holds one or more, none twice.</summary>
    public IEnumerable<IReadOnlyList<string>> Near(string file)
    {
        string name = file[(file.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        if (!IsAnyNamed(name))
        {
            return [];
        }

        string relative = Relative(file);
        HashSet<string> seen = new(StringComparer.Ordinal);
        IEnumerable<string>[] falling =
        [
            _byPath[KeyOf(relative)],
            _byPathStem[KeyOf(WithoutExtension(relative))], _byPathStem[KeyOf(relative)],
            .. Nearest(_byName[KeyOf(name)], relative), _byName[KeyOf(Unescaped(name))],
            .. Nearest(_byStem[KeyOf(WithoutExtension(name))], relative), _byStem[KeyOf(name)],
        ];
        return falling.Select(found => found.Where(seen.Add).ToArray()).Where(found => found.Length > 0);
    }

    /// <summary>Those that lie in a folder of the same name, and this one in such a folder, the furthest up first: in another place, but below the same
    /// folders; then all.</summary>
    private IEnumerable<IEnumerable<string>> Nearest(IEnumerable<string> found, string relative)
    {
        string[] asked = [.. Upwards(relative)];
        return found.GroupBy(f => Upwards(Relative(f)).Zip(asked).TakeWhile(p => p.First == p.Second).Count())
            .Where(g => g.Key > 0).OrderByDescending(g => g.Key).Append(found);

        // an array's own Reverse would turn it in place
        static IEnumerable<string> Upwards(string path) => Enumerable.Reverse(KeyOf(path).Split('/')[..^1]);
    }

    /// <summary>Whether any file has the name, with this extension, another one or none; where none has, no path comes near.</summary>
    private bool IsAnyNamed(string name) => _byName.Count > 0
        && (_byName.Contains(KeyOf(name)) || _byStem.Contains(KeyOf(WithoutExtension(name))) || _byStem.Contains(KeyOf(name))
            || (name.Contains('%') && _byName.Contains(KeyOf(Unescaped(name)))));

    private static IEnumerable<string> Files(FolderTree tree) =>
        tree.Files.Where(f => !FileNames.IsDocument(Path.GetFileName(f)) && !FileNames.IsMask(Path.GetFileName(f)))
            .Concat(tree.Folders.Where(f => !FolderNames.IsMask(f.Name) && !FolderNames.IsThumbnails(f.Name)).SelectMany(Files));

    private string Relative(string file) => Path.GetRelativePath(_root, file);

    private static string KeyOf(string path) => CanonicalForm.Of(path).ToUpperInvariant().Replace('\\', '/').Trim();

    private static string WithoutExtension(string path) => Path.ChangeExtension(path, null);

    /// <summary>Names that a web address escapes: M%C3%BCller%202.png.</summary>
    private static string Unescaped(string name) => name.Contains('%') ? Uri.UnescapeDataString(name) : name;
}
