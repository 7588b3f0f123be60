namespace CovidClassifier.Console.Options;

/// <summary>A file that the command will write: checked before the long work, not after it.</summary>
internal static class OutputFile
{
    /// <exception cref="UsageException">No file can be written there.</exception>
    public static void RequireWritable(string option, string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full) || Path.EndsInDirectorySeparator(path))
        {
            throw new UsageException($"{option} must be a file, but '{path}' is a folder.");
        }

        RequireWritableFolder(option, Path.GetDirectoryName(full)!);
    }

    /// <summary>Makes the folder where it is missing.</summary>
    /// <exception cref="UsageException">The folder cannot be made or written to.</exception>
    public static void RequireWritableFolder(string option, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, FormattableString.Invariant($".covid-{Environment.ProcessId}.tmp"));
            new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} must be in a folder that can be written to, but '{folder}' cannot: {e.Message}");
        }
    }
}
