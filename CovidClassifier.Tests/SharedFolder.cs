namespace CovidClassifier.Tests;

/// <summary>
/// The developers' data folder beside the project's root, or where COVIDCLASSIFIER_SHARED says. Users do not have it, so tests that need it are skipped there,
/// saying so; where the variable is set, what is missing fails instead.
/// </summary>
internal static class SharedFolder
{
    private static string? Given => Environment.GetEnvironmentVariable("COVIDCLASSIFIER_SHARED") is { Length: > 0 } given ? given : null;

    /// <summary>Path of a file or folder below the shared folder; ends the running test where it is absent.</summary>
    public static string Path(string relative)
    {
        string path = Locate(relative);
        if (!System.IO.Path.Exists(path))
        {
            Assert.That(Given, Is.Null, $"COVIDCLASSIFIER_SHARED promises the shared data folder, but '{relative}' is not in it");
            Assert.Ignore($"needs the shared data folder: '{relative}' is not there (COVIDCLASSIFIER_SHARED names another place)");
        }

        return path;
    }

    /// <summary>The same, or null where it is absent; for lists of test cases, which are made before any test runs.</summary>
    public static string? Find(string relative) => Locate(relative) is { } path && System.IO.Path.Exists(path) ? path : null;

    private static string Locate(string relative)
    {
        string root = Given ?? System.IO.Path.Combine(ProjectRoot(), "..", "shared");
        return System.IO.Path.GetFullPath(System.IO.Path.Combine(root, relative));
    }

    /// <summary>The folder that holds CovidClassifier.sln.</summary>
    public static string ProjectRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "CovidClassifier.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("CovidClassifier.sln is not above the test assembly.");
    }
}
