using CovidClassifier.Explanation.Checks;

namespace CovidClassifier;

/// <summary>An X-ray of which it is known where the finding lies.</summary>
/// <param name="Image">The image.</param>
/// <param name="Areas">One or more.</param>
public sealed record MarkedXRay(XRayImage Image, IReadOnlyList<MarkedArea> Areas)
{
    /// <summary>
    /// Reads a table with a row per image: the image's file, relative to the table, in a column 'file' or 'path', and its marked areas in a column 'opacities'
    /// or 'marks', as "x y radiusX radiusY" in pixels, several separated by ';'. Rows without a mark are left out.
    /// </summary>
    /// <exception cref="DatasetException">The table cannot be read, a column is missing, a mark is of another form, or no row has one.</exception>
    public static IReadOnlyList<MarkedXRay> FromCsv(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return MarkTable.Read(path);
    }
}
