namespace CovidClassifier.Benchmarks;

/// <summary>
/// The developers' data folder: where COVIDCLASSIFIER_SHARED says, else beside the project's root. Users do not have it; what needs it says so and is left out.
/// </summary>
internal static class SharedFolder
{
    /// <summary>Path of a file or folder below it.</summary>
    /// <exception cref="MissingPartException">It is not there.</exception>
    public static string Path(string relative)
    {
        string root = Environment.GetEnvironmentVariable("COVIDCLASSIFIER_SHARED") is { Length: > 0 } given ? given
            : System.IO.Path.Combine(Project.Root, "..", "shared");
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, relative));
        return System.IO.Path.Exists(path) ? path
            : throw new MissingPartException($"the shared data folder has no '{relative}' (COVIDCLASSIFIER_SHARED names another place)");
    }
}
