using CovidClassifier.Data;

namespace CovidClassifier.Explanation.Checks;

/// <summary>An X-ray of which it is known where the finding lies.</summary>
/// <param name="Image">The image.</param>
/// <param name="Areas">One or more.</param>
public sealed record MarkedXRay(XRayImage Image, IReadOnlyList<MarkedArea> Areas);
