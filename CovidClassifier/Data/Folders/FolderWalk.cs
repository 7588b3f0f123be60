using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Folders;

/// <summary>
/// Walks a folder and everything below, each real folder once. Folders are walked where they lie before any link is followed, so that a link never takes a
/// folder away from its own place; a link out of
/// the folder is followed, one that leads back or to what is read already is counted and left.
/// </summary>
internal sealed class FolderWalk
{
    /// <summary>Deeper folders than any dataset has are not looked into, so that a chain of links out of the folder ends.</summary>
    private const int MostLevels = 60;

    private readonly HashSet<string> _real = new(StringComparer.Ordinal);
    private readonly List<(OpenFolder Parent, string Link)> _links = [];
    private readonly Action<DatasetProblem> _problem;
    private readonly int _mostEntries;
    private int _entries;
    private int _hidden;
    private int _linksBack;

    private FolderWalk(Action<DatasetProblem> problem, int mostEntries)
    {
        _problem = problem;
        _mostEntries = mostEntries;
    }

    /// <summary>The tree below a folder.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="problem">Told of each folder below that cannot be read.</param>
    /// <param name="leftOut">Told how many entries were not looked at, and why.</param>
    /// <param name="mostEntries">Files and folders that are looked at before it is given up.</param>
    /// <exception cref="DatasetException"><paramref name="root"/> cannot be read, is no folder, or holds more than <paramref name="mostEntries"/>.</exception>
    public static FolderTree Of(string root, Action<DatasetProblem> problem, Action<LeftOut> leftOut, int mostEntries = int.MaxValue)
    {
        FolderWalk walk = new(problem, mostEntries);
        OpenFolder top;
        try
        {
            Directory.EnumerateFileSystemEntries(root).Any();
            top = walk.Enter(root, RealPath.Of(root), level: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"Dataset folder '{root}' cannot be read: {e.Message}", root, e);
        }

        walk.FollowLinks(RealPath.Of(root));
        walk.Count(leftOut);
        return top.Close();
    }

    private OpenFolder Enter(string path, string real, int level)
    {
        var folder = new OpenFolder(path, real, level);
        _real.Add(real);
        try
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                Take(folder, entry);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem(new DatasetProblem(DatasetProblemKind.Unreadable, path, null, e.Message.TrimEnd('.')));
        }

        return folder;
    }

    private void Take(OpenFolder folder, FileSystemInfo entry)
    {
        if (++_entries > _mostEntries)
        {
            throw new DatasetException($"Folder '{folder.Path}' lies in one that holds more than {_mostEntries} files.", folder.Path);
        }

        string path = Path.Combine(folder.Path, entry.Name);
        if (FileNames.IsHidden(entry.Name))
        {
            _hidden++;
        }
        else if (!entry.Attributes.HasFlag(FileAttributes.Directory))
        {
            folder.Files.Add(path);
        }
        else if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            _links.Add((folder, path));
        }
        else if (folder.Level < MostLevels)
        {
            folder.Folders.Add(Enter(path, Path.Combine(folder.Real, entry.Name), folder.Level + 1));
        }
        else
        {
            _problem(new DatasetProblem(DatasetProblemKind.Unreadable, path, null,
                FormattableString.Invariant($"it lies more than {MostLevels} folders deep")));
        }
    }

    private void FollowLinks(string root)
    {
        for (int i = 0; i < _links.Count; i++)
        {
            (OpenFolder parent, string link) = _links[i];
            string real;
            try
            {
                real = RealPath.Of(link);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _problem(new DatasetProblem(DatasetProblemKind.Unreadable, link, null, e.Message.TrimEnd('.')));
                continue;
            }

            bool leadsBack = RealPath.IsWithin(root, real) || RealPath.IsWithin(parent.Real, real) || _real.Contains(real);
            if (leadsBack || parent.Level >= MostLevels)
            {
                _linksBack++;
                continue;
            }

            parent.Folders.Add(Enter(link, real, parent.Level + 1));
        }
    }

    private void Count(Action<LeftOut> leftOut)
    {
        if (_hidden > 0)
        {
            leftOut(new LeftOut("hidden, or left there by an operating system", _hidden));
        }

        if (_linksBack > 0)
        {
            leftOut(new LeftOut("links to folders that are read in their own place", _linksBack));
        }
    }

    private sealed record OpenFolder(string Path, string Real, int Level)
    {
        public List<string> Files { get; } = [];

        public List<OpenFolder> Folders { get; } = [];

        public FolderTree Close() => new(Path, Files, [.. Folders.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => f.Close())]);
    }
}
