using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>The readers. A path is looked at by those of public datasets and by the table that is meant for us; only where none knows it, by those of
/// general layouts.</summary>
internal static class DatasetReaders
{
    public const string Auto = "auto";

    /// <summary>What a caller may name.</summary>
    public static IReadOnlyList<string> Formats => [Auto, .. All.Select(r => r.Format)];

    private static readonly IDatasetReader[] Particular =
    [
        new CovidChestXRayReader(new()),
        new CoronaHackReader(),
        new CovidxReader(),
        new CovidxCtReader(),
        new CovidCtReader(),
        new CovidXRay5KReader(),
        new DarkCovidNetReader(metadataCsv: null),
        new RadiographyDatabaseReader(),
        new KermanyReader(),
        new Figure1Reader(),
        new ActualmedReader(),
        new HannoverReader(),
        new CovidQuExReader(),
        new NihReader(),
        new CheXpertReader(),
        new MimicReader(),
        new PadChestReader(),
        new RsnaReader(),
        new VinDrReader(),
        new MontgomeryReader(),
        new ShenzhenReader(),
    ];

    private static readonly IDatasetReader Manifest = new ManifestReader(new());

    // the first that fits is taken
    private static readonly IDatasetReader[] General = [Manifest, new FolderReader()];

    public static IReadOnlyList<IDatasetReader> All { get; } = [.. Particular, .. General];

    /// <summary>The reader of a path by its layout, and the folder or table to read: the path, or what lies in it where that is a single folder.</summary>
    /// <exception cref="DatasetException">No layout fits, or several do; the message names them. Or the folder cannot be read.</exception>
    public static (IDatasetReader Reader, string Place) Of(string path)
    {
        RequireReadable(path);
        foreach (string place in DatasetPlaces.Unwrapped(path))
        {
            IDatasetReader[] fitting = [.. Particular.Concat(Directory.Exists(place) ? [Manifest] : []).Where(r => r.Recognises(place))];
            if (fitting.Length > 1)
            {
                throw new DatasetException($"Dataset '{place}' must be in one known layout, but "
                    + $"{string.Join(" and ", fitting.Select(r => $"{r.Format} ({r.About.Title})"))} fit; say which format is meant.", place);
            }

            if (fitting.Length == 1)
            {
                return (fitting[0], place);
            }
        }

        return (General.FirstOrDefault(r => r.Recognises(path)) ?? throw Unknown(path), path);
    }

    /// <summary>The reader of a format, and where in the path its layout is; the path itself where it is nowhere, so that the reader says what is
    /// missing.</summary>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    /// <exception cref="DatasetException">The folder cannot be read.</exception>
    public static (IDatasetReader Reader, string Place) Named(string format, string path)
    {
        IDatasetReader reader = All.FirstOrDefault(r => r.Format == format)
            ?? throw new ArgumentException($"The format must be one of {string.Join(", ", Formats)}, got '{format}'.", nameof(format));
        RequireReadable(path);
        return (reader, DatasetPlaces.Unwrapped(path).FirstOrDefault(reader.Recognises) ?? path);
    }

    /// <summary>What a dataset is called: the last part of its path.</summary>
    public static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    /// <summary>The known table that a header nearly is; null: none.</summary>
    public static TableLayout? Nearest(IReadOnlyList<string> columns) =>
        Particular.Select(r => r.Table).OfType<TableLayout>().Where(t => t.NearlyFits(columns)).OrderBy(t => t.Lacks(columns).Count).FirstOrDefault();

    private static DatasetException Unknown(string path)
    {
        PictureFolder folder = PictureFolder.Of(FolderWalk.Of(path, _ => { }, _ => { }), _ => { });
        if (folder.Files.Count > 0)
        {
            return PicturesWithoutClasses.In(folder, patients: []);
        }

        string[] archives = [.. DatasetPlaces.Files(path, "*").Select(f => Path.GetFileName(f)).Where(FileNames.IsArchive)];
        return archives.Length > 0
            ? new DatasetException(FormattableString.Invariant(
                $"Dataset '{path}' must hold images, but holds archives ({string.Join(", ", archives.Take(4))}); unpack them first."), path)
            : new DatasetException($"Dataset '{path}' must be in a known layout ({string.Join(", ", All.Select(r => r.Format))}), got a folder without class "
            + "folders or a table.", path);
    }

    private static void RequireReadable(string path)
    {
        try
        {
            _ = Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"Dataset folder '{path}' cannot be read: {e.Message}", path, e);
        }
    }
}
