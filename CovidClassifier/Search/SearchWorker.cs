using CovidClassifier.Foundation;

namespace CovidClassifier.Search;

/// <summary>
/// One of several processes that share a search. A file that it holds for as long as it lives tells the others that it does: what a dead one has taken upon
/// itself is free again.
/// </summary>
internal sealed class SearchWorker : IDisposable
{
    private const string FolderName = "workers";
    private const string Extension = ".lock";

    private readonly string _path;
    private readonly FileStream _hold;

    private SearchWorker(string path, FileStream hold)
    {
        _path = path;
        _hold = hold;
    }

    /// <summary>No other process has had it or will.</summary>
    public string Name => Path.GetFileNameWithoutExtension(_path);

    /// <param name="folder">Of the search; made where it is missing.</param>
    /// <exception cref="TrainingException">The folder is on a disk that knows no file locks: no process could tell whether another one lives.</exception>
    public static SearchWorker Join(string folder)
    {
        while (true)
        {
            // anew each time: a process that finds none alive removes it
            Directory.CreateDirectory(Path.Combine(folder, FolderName));
            string path = PathOf(folder, Path.GetFileNameWithoutExtension(Path.GetRandomFileName()));
            if (TryHold(path) is { } hold)
            {
                var worker = new SearchWorker(path, hold);
                return IsHeld(path) ? worker : throw worker.WithoutLocks(folder);
            }
        }
    }

    /// <summary>Whether a process can have this name.</summary>
    public static bool IsName(string name) => name.Length > 0 && name.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether the process of this name lives.</summary>
    public static bool IsAlive(string folder, string name)
    {
        string path = PathOf(folder, name);
        return File.Exists(path) && IsHeld(path);
    }

    /// <summary>How many live. What dead ones have left is removed.</summary>
    public static int Living(string folder)
    {
        var workers = new DirectoryInfo(Path.Combine(folder, FolderName));
        if (!workers.Exists)
        {
            return 0;
        }

        int living = 0;
        foreach (FileInfo file in workers.EnumerateFiles("*" + Extension))
        {
            if (IsHeld(file.FullName))
            {
                living++;
            }
            else
            {
                Remove(() => file.Delete());
            }
        }

        if (living == 0)
        {
            Remove(() => workers.Delete(recursive: false));
        }

        return living;
    }

    public void Dispose()
    {
        _hold.Dispose();
        Remove(() => File.Delete(_path));
    }

    // null: the folder, or the file in the moment before it was held, was removed by a process that tidied up
    private static FileStream? TryHold(string path)
    {
        try
        {
            FileStream? hold = File.Exists(path) ? null : FileLock.TryOpen(path);
            if (hold is null || File.Exists(path))
            {
                return hold;
            }

            hold.Dispose();
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    private TrainingException WithoutLocks(string folder)
    {
        Dispose();
        return new TrainingException(
            $"Folder '{folder}' is on a disk that knows no file locks, or they are switched off, so that processes that share a search could not see each " +
            "other. Give a folder on another disk.");
    }

    // what is gone already, or has something else in it, is no matter of this process
    private static void Remove(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // what stays is removed by the next process that looks
        }
    }

    private static string PathOf(string folder, string name) => Path.Combine(folder, FolderName, name + Extension);

    private static bool IsHeld(string path)
    {
        using FileStream? file = FileLock.TryOpen(path);
        return file is null;
    }
}
