using System.Globalization;

namespace CovidClassifier.Data.Drafts;

/// <summary>One row or file as a reader met it.</summary>
/// <param name="Image">With the dataset's own label, not yet mapped to a class.</param>
/// <param name="LeftOutBecause">The filter that drops it, or null.</param>
internal sealed record DatasetEntry(XRayImage Image, string? LeftOutBecause)
{
    /// <summary>What tells files apart: the full path; for an image in memory, null.</summary>
    public string? File { get; } = Image.Path is null ? null : Path.GetFullPath(Image.Path);

    /// <summary>How a message points at it from another row.</summary>
    public string Place => Image.Row is { } row ? string.Create(CultureInfo.InvariantCulture, $"row {row}") : "an earlier image";

    public DatasetProblem Problem(DatasetProblemKind kind, string reason) => new(kind, Image.Name, Image.Row, reason);
}
