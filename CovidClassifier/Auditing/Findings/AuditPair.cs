namespace CovidClassifier;

/// <summary>Two images that show the same picture.</summary>
/// <param name="First">Name of the image that comes first in the dataset.</param>
/// <param name="Second">Name of the other.</param>
/// <param name="Similarity">1 for equal pixels, else the correlation of the fine detail after alignment, below 1.</param>
/// <param name="IsMirrored">One shows the other's mirror image.</param>
/// <param name="IsAcrossClasses">They have different labels.</param>
/// <param name="IsAcrossParts">They stand in different parts of the split.</param>
/// <param name="IsSamePatient">Both are known to be of one patient.</param>
public sealed record AuditPair(
    string First, string Second, double Similarity, bool IsMirrored, bool IsAcrossClasses, bool IsAcrossParts, bool IsSamePatient)
{
    /// <summary>One shows the other with black and white exchanged.</summary>
    public bool IsInverted { get; init; }

    /// <summary>Quarter turns counter-clockwise from the first to the second, 0 to 3; where one is mirrored too, before that.</summary>
    public int QuarterTurns { get; init; }

    /// <summary>The first, to be shown.</summary>
    internal XRayImage? FirstShown { get; init; }

    /// <summary>The second, to be shown.</summary>
    internal XRayImage? SecondShown { get; init; }
}
