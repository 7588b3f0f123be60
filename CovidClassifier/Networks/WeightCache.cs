using CovidClassifier.Foundation;
using CovidClassifier.Networks;

namespace CovidClassifier;

/// <summary>
/// The folder where downloaded weights are kept, one for each user: <c>weights</c> below what the environment variable <see cref="HomeVariable"/> names, else
/// below <c>CovidClassifier</c> in the user's folder for application data. Files may also be put there by hand.
/// </summary>
public static class WeightCache
{
    /// <summary>COVIDCLASSIFIER_HOME: the environment variable that moves the cache.</summary>
    internal const string HomeVariable = "COVIDCLASSIFIER_HOME";

    /// <summary>The folder's full path; it need not exist.</summary>
    /// <exception cref="WeightsException">The user has no folder for application data, and the variable is not set.</exception>
    public static string Folder => Below(Home, ApplicationData);

    private static string? Home => Environment.GetEnvironmentVariable(HomeVariable);

    // a folder that is not there yet will be made
    private static string ApplicationData =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    private static bool HasPlace => !string.IsNullOrEmpty(Home) || ApplicationData.Length > 0;

    /// <summary>
    /// Where the weights of <paramref name="backbone"/> are in the cache, or null where there is no file of its length. Does not read the file.
    /// </summary>
    public static string? Find(Backbone backbone) => HasPlace ? Find(backbone, Folder) : null;

    /// <summary>The same below another folder.</summary>
    internal static string? Find(Backbone backbone, string folder)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        string path = Path.Combine(folder, backbone.FileName);
        return Length(path) == backbone.FileBytes ? path : null;
    }

    /// <summary>The file's length, or -1 where there is none. Asks the open file, since a link has a length of its own.</summary>
    internal static long Length(string path)
    {
        if (!File.Exists(path))
        {
            return -1;
        }

        using FileStream file = RegularFile.OpenRead(path);
        return file.Length;
    }

    internal static string Below(string? home, string applicationData)
    {
        if (string.IsNullOrEmpty(home) && applicationData.Length == 0)
        {
            throw new WeightsException(
                $"There is no place for downloaded weights, since this user has no folder for application data; name a folder in {HomeVariable}.", path: null,
                source: null);
        }

        return Path.GetFullPath(string.IsNullOrEmpty(home) ? Path.Combine(applicationData, "CovidClassifier", "weights") : Path.Combine(home, "weights"));
    }

    /// <summary>
    /// The weights' file: the given one as it is, or the catalogue's own in the given folder or the cache, whose content is checked. Never touches the network.
    /// </summary>
    /// <param name="file">What the catalogue knows.</param>
    /// <param name="backbone">The backbone's name, for messages.</param>
    /// <param name="given">A file or a folder; null: the cache.</param>
    /// <param name="cache">The cache's folder.</param>
    /// <param name="package">A package that brings the same network; null where there is none.</param>
    /// <exception cref="WeightsException">The file is missing, or is another.</exception>
    internal static string Locate(WeightFile file, string backbone, string? given, string cache, string? package = null)
    {
        if (given is not null && File.Exists(given))
        {
            return Path.GetFullPath(given);
        }

        Uri source = file.Source(WeightFile.Publisher);
        if (given is not null && !Directory.Exists(given))
        {
            throw new WeightsException(
                $"The weights of {backbone} must be a file or a folder that exists, but there is nothing at '{given}'; the file {file.Name} comes from " +
                $"{source}.", given, source);
        }

        string path = Path.GetFullPath(Path.Combine(given ?? cache, file.Name));
        if (!File.Exists(path))
        {
            string reference = package is null ? "" : $"reference the package {package} in the application, or ";
            throw new WeightsException(
                $"The weights of {backbone} are missing: {reference}put {file.Name} ({file.Length}, from {source}) at '{path}', or let Backbone.FetchAsync " +
                    $"do so, or name another file or folder (Backbone.WithWeights).",
                path,
                source);
        }

        return file.Flaw(path) is { } flaw
            ? throw new WeightsException(
                $"'{path}' is not the published {file.Name}: {flaw}; get it again from {source}, or name the file itself to use it as it is " +
                $"(Backbone.WithWeights).", path, source)
            : path;
    }
}
