using CovidClassifier.Foundation;

namespace CovidClassifier.Console.Options;

/// <summary>A file that the command will write: checked before the long work, not after it.</summary>
internal static class OutputFile
{
    // a full disk takes an empty file
    private const int ProbeBytes = 4096;

    /// <exception cref="UsageException">No file can be written there.</exception>
    public static void RequireWritable(string option, string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full) || Path.EndsInDirectorySeparator(path))
        {
            throw new UsageException($"{option} must be a file, but '{path}' is a folder.");
        }

        if (FileNodes.IsSpecial(full))
        {
            return;
        }

        RequirePossibleName(option, full);
        RequireWritableFolder(option, Path.GetDirectoryName(full)!);
    }

    /// <summary>The same for a model: while its zip is made, ML.NET keeps a small file in the folder for temporary files.</summary>
    /// <exception cref="UsageException">No file can be written there, or the folder for temporary files cannot be written to.</exception>
    public static void RequireWritableModel(string option, string path)
    {
        RequireWritable(option, path);
        RequireWritableFolder("The folder for temporary files (environment variable TMPDIR or TMP)", Path.GetTempPath());
    }

    /// <summary>Makes the folder where it is missing.</summary>
    /// <exception cref="UsageException">The folder cannot be made or written to.</exception>
    public static void RequireWritableFolder(string option, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, $".covid-{Path.GetRandomFileName()}");
            using var stream = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            stream.Write(new byte[ProbeBytes]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} must be in a folder that can be written to, but '{folder}' cannot: {e.Message}");
        }
    }

    private static void RequirePossibleName(string option, string path)
    {
        try
        {
            File.GetAttributes(path);
        }
        catch (PathTooLongException)
        {
            throw new UsageException(
                $"{option} must be a file name that the disk can hold, but '{Path.GetFileName(path)}' is too long: {Path.GetFileName(path).Length} " +
                $"characters.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // not there yet
        }
    }
}
