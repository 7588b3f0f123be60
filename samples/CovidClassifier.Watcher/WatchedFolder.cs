namespace CovidClassifier.Watcher;

/// <summary>Where X-rays come in, and where their results go: NAME.json for each, beside which none is scored twice.</summary>
internal sealed record WatchedFolder(string In, string Out)
{
    /// <exception cref="InvalidOperationException">Both are one folder: each result would be taken for an X-ray that comes in.</exception>
    public static WatchedFolder Of(string input, string output) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(input)) != Path.TrimEndingDirectorySeparator(Path.GetFullPath(output))
            ? new WatchedFolder(input, output)
            : throw new InvalidOperationException(
                $"--in and --out are both '{input}': each result would be taken for an X-ray that comes in. Name two folders.");

    public string ResultOf(string file) => Path.Combine(Out, Path.GetFileName(file) + ".json");

    /// <summary>Files without a result that nobody has written to since <paramref name="quietSince"/>, in ordinal order; half-copied ones wait.</summary>
    public string[] Waiting(DateTime quietSince) =>
        [.. Directory.EnumerateFiles(In).Where(f => File.GetLastWriteTimeUtc(f) < quietSince && !File.Exists(ResultOf(f))).Order(StringComparer.Ordinal)];
}
