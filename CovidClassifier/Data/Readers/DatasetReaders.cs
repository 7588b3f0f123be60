namespace CovidClassifier.Data.Readers;

/// <summary>The readers, the most particular layout first: detection takes the first that recognises a path.</summary>
internal static class DatasetReaders
{
    public const string Auto = "auto";

    public static IReadOnlyList<IDatasetReader> All { get; } =
    [
        new CovidChestXRayReader(new()),
        new CoronaHackReader(),
        new CovidxReader(),
        new CovidxCtReader(),
        new CovidCtReader(),
        new CovidXRay5KReader(),
        new DarkCovidNetReader(metadataCsv: null),
        new ManifestReader(new()),
        new FolderReader(),
    ];

    public static IDatasetReader Named(string format) => All.FirstOrDefault(r => r.Format == format) ?? throw new ArgumentException(
        $"The format must be one of {string.Join(", ", XRayDataset.Formats)}, got '{format}'.", nameof(format));

    /// <summary>What a dataset is called: the last part of its path.</summary>
    public static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
