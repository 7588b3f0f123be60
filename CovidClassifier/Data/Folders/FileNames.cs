namespace CovidClassifier.Data.Folders;

/// <summary>What the name of a file tells without opening it. That a file is a picture is never taken from its name.</summary>
internal static class FileNames
{
    private static readonly HashSet<string> SystemNames = new(["__MACOSX", "Thumbs.db", "ehthumbs.db", "desktop.ini", "$RECYCLE.BIN",
        "System Volume Information", "@eaDir", "lost+found", "Icon\r"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> DocumentStems = new(["README", "LICENSE", "LICENCE", "COPYING", "CITATION", "CHANGELOG", "MAKEFILE",
        "DOCKERFILE", "NOTICE", "AUTHORS", "SHA256SUMS", "MD5SUMS"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> DocumentEndings = new(
    [
        ".md", ".txt", ".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers", ".doc", ".docx", ".odt", ".rtf",
            ".pages", ".ppt", ".pptx", ".pdf", ".tex", ".bib", ".html", ".htm",
        ".mht", ".xml", ".yml", ".yaml", ".toml", ".ini", ".cfg", ".conf", ".log", ".url", ".webloc", ".lnk", ".py", ".pyc", ".ipynb", ".m", ".r", ".rmd",
            ".rdata", ".rds", ".jl", ".sh", ".bat", ".ps1", ".js", ".ts", ".java",
        ".c", ".cpp", ".h", ".cs", ".go", ".rs", ".css", ".sql", ".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst", ".npy", ".npz",
            ".mat", ".h5", ".hdf5", ".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".onnx",
        ".pb", ".tflite", ".keras", ".safetensors", ".tfrecord", ".parquet", ".feather", ".arrow", ".db", ".sqlite", ".sqlite3", ".md5", ".sha1", ".sha256",
            ".torrent", ".bak", ".tmp", ".part", ".crdownload", ".mp4", ".avi", ".mov",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> ArchiveEndings = new([".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> PictureEndings = new(
    [
        ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".jp2", ".j2k", ".j2c", ".jpx", ".jxl", ".jls", ".bmp", ".dib", ".gif", ".webp", ".tif", ".tiff",
            ".heic", ".heif", ".avif", ".dcm", ".dicom", ".pgm", ".ppm", ".pnm", ".nii",
        ".nrrd", ".mha",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Files and folders that begin with a dot, and what operating systems leave behind.</summary>
    public static bool IsHidden(string name) => name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal) || SystemNames.Contains(name);

    /// <summary>Documents, tables, code and archives, which lie beside the images of many datasets.</summary>
    public static bool IsDocument(string name) =>
        DocumentStems.Contains(Path.GetFileNameWithoutExtension(name)) || DocumentEndings.Contains(Path.GetExtension(name));

    /// <summary>Files that hold others, by their names.</summary>
    public static bool IsArchive(string name) => ArchiveEndings.Contains(Path.GetExtension(name));

    /// <summary>True where the name promises a picture, so that a file which is none is told of.</summary>
    public static bool PromisesPicture(string name) => PictureEndings.Contains(Path.GetExtension(name));

    /// <summary>True where the name promises a picture of another kind than DICOM.</summary>
    public static bool PromisesPlainPicture(string name) =>
        PromisesPicture(name) && Path.GetExtension(name).ToUpperInvariant() is not (".DCM" or ".DICOM");

    /// <summary>A file named for the mask of an image: CHNCXR_0001_0_mask.png.</summary>
    public static bool IsMask(string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        int at = stem.LastIndexOfAny(['_', '-', ' ', '.']);
        return at > 0 && stem[(at + 1)..].ToUpperInvariant() is "MASK" or "MASKS" or "SEGMENTATION" or "SEGMASK" or "LUNGMASK";
    }
}
