using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>The column of a table that names the images' files, and where these lie.</summary>
internal static class ImageColumn
{
    private static readonly string[] UsualNames =
    [
        "path", "file", "filename", "filepath", "image", "imagepath", "imagename", "imagefile", "imageindex", "imageid", "img", "paths", "files", "filenames",
        "filepaths", "fname", "imagefilename", "imagefilepath", "imageurl", "url",
    ];

    /// <summary>Its index.</summary>
    /// <param name="table">The table.</param>
    /// <param name="named">The column that the caller names; null: one with a usual name.</param>
    /// <exception cref="DatasetException">There is none, or there are two.</exception>
    public static int Require(CsvTable table, string? named) => table.Require("image's file", named is null ? UsualNames : [named]);

    /// <summary>Whether a table has a column with a usual name.</summary>
    public static bool IsIn(CsvTable table) => table.IndexOf(UsualNames) >= 0;

    /// <summary>Relative to the table; a table written on Windows is found elsewhere too.</summary>
    public static string Locate(string folder, string name) =>
        name.Contains('\\') && !File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name.Replace('\\', '/')) : Path.Combine(folder, name);
}
