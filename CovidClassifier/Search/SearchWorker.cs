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
    public static SearchWorker Join(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, FolderName));
        while (true)
        {
            string path = PathOf(folder, Path.GetFileNameWithoutExtension(Path.GetRandomFileName()));
            if (!File.Exists(path) && FileLock.TryOpen(path) is { } hold)
            {
                return new SearchWorker(path, hold);
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
                file.Delete();
            }
        }

        if (living == 0)
        {
            workers.Delete(recursive: false);
        }

        return living;
    }

    public void Dispose()
    {
        _hold.Dispose();
        File.Delete(_path);
    }

    private static string PathOf(string folder, string name) => Path.Combine(folder, FolderName, name + Extension);

    private static bool IsHeld(string path)
    {
        using FileStream? file = FileLock.TryOpen(path);
        return file is null;
    }
}
