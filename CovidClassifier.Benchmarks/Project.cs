namespace CovidClassifier.Benchmarks;

/// <summary>The checkout that the benchmarks were built in.</summary>
internal static class Project
{
    /// <summary>The folder that holds CovidClassifier.sln.</summary>
    public static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "CovidClassifier.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new MissingPartException("CovidClassifier.sln is not above the benchmarks: they run from a checkout");
        }
    }

    /// <summary>Path of a file of the checkout.</summary>
    public static string File(string relative) => Path.Combine(Root, relative);
}
