using System.Globalization;

namespace CovidClassifier.Data.Drafts;

/// <summary>One row or file as a reader met it.</summary>
/// <param name="Image">With the dataset's own label, not yet mapped to a class.</param>
/// <param name="LeftOutBecause">The filter that drops it, or null.</param>
internal sealed record DatasetEntry(XRayImage Image, string? LeftOutBecause)
{
    /// <summary>What tells files apart: the full path; for an image in memory, null.</summary>
    public string? File { get; } = Image.Path is null ? null : Image.Path.Contains('\0') ? Image.Path : Path.GetFullPath(Image.Path);

    /// <summary>The list or table that the row stands in, where a dataset has several; null: the one it has.</summary>
    public string? Table { get; init; }

    /// <summary>Why its file cannot be had; null: it is there, or nobody has looked.</summary>
    public string? Missing { get; init; }

    /// <summary>How a message points at it from another row.</summary>
    public string Place => Image.Row is not { } row ? "an earlier image"
        : Table is null ? string.Create(CultureInfo.InvariantCulture, $"row {row}")
        : string.Create(CultureInfo.InvariantCulture, $"row {row} of {Path.GetFileName(Table)}");

    public DatasetProblem Problem(DatasetProblemKind kind, string reason) => new(kind, Image.Name, Image.Row, reason);

    /// <summary>The same row with its file elsewhere.</summary>
    public DatasetEntry At(string file) => new(Image.At(file), LeftOutBecause) { Table = Table };
}
