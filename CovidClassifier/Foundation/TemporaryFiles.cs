using System.Security.Cryptography;

namespace CovidClassifier.Foundation;

/// <summary>
/// What the library puts into the system's folder for temporary files: each has a name of its own and is held while it is needed, so that a later run removes
/// what a killed one has left.
/// </summary>
internal static class TemporaryFiles
{
    private const string Prefix = "covidclassifier-", FolderEnding = ".held", HoldEnding = ".hold", BlockEnding = ".block";

    /// <summary>Removes what killed processes have left.</summary>
    public static void RemoveAbandoned()
    {
        string place = Path.GetTempPath();
        AbandonedFiles.Remove(place, $"{Prefix}*{BlockEnding}");
        AbandonedFiles.Remove(place, $"{Prefix}*{HoldEnding}", hold =>
        {
            string folder = Path.ChangeExtension(hold, FolderEnding);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        });
    }

    /// <summary>A path for a file that its maker holds from the moment it is there.</summary>
    public static string NewBlock() => NewPath() + BlockEnding;

    /// <summary>Makes a folder, and a file beside it whose stream is to be disposed when the folder is gone.</summary>
    /// <exception cref="IOException">There is no such place.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public static (DirectoryInfo Folder, FileStream Hold) NewFolder()
    {
        string path = NewPath();
        FileStream hold = AbandonedFiles.Hold(path + HoldEnding);
        try
        {
            string folder = path + FolderEnding;
            return (OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder)
                : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute), hold);
        }
        catch
        {
            File.Delete(hold.Name);
            hold.Dispose();
            throw;
        }
    }

    private static string NewPath() => Path.Combine(Path.GetTempPath(), Prefix + RandomNumberGenerator.GetHexString(16, lowercase: true));
}
