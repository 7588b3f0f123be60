namespace CovidClassifier.Foundation;

/// <summary>Files that processes hold locked as long as they need them: one that nobody holds was left by a process that is gone.</summary>
internal static class AbandonedFiles
{
    // on Windows a file is renamed or deleted while open only where its opener allows it
    private static readonly FileShare WhileHeld = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Makes a file that is held until its stream is disposed.</summary>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public static FileStream Hold(string path) => new(path, FileMode.CreateNew, FileAccess.ReadWrite, WhileHeld);

    /// <summary>Removes those of a folder that nobody holds.</summary>
    /// <param name="folder">Missing: nothing happens.</param>
    /// <param name="pattern">Of their names.</param>
    /// <param name="withIt">Removes what else goes with such a file, before it goes itself.</param>
    public static void Remove(string folder, string pattern, Action<string>? withIt = null)
    {
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder, pattern))
            {
                RemoveOne(path, withIt);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // a folder that is gone, or is not to be looked into
        }
    }

    private static void RemoveOne(string path, Action<string>? withIt)
    {
        try
        {
            using var abandoned = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, WhileHeld, bufferSize: 0);
            withIt?.Invoke(path);
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // another's, or just gone: the next who may will remove it
        }
    }
}
