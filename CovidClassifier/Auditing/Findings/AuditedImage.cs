namespace CovidClassifier;

/// <summary>An image that an audit found.</summary>
/// <param name="Image">Its name in the dataset: its path as it was given.</param>
/// <param name="Label">The class it is under.</param>
/// <param name="Kind">What it was found for, for example "blurred".</param>
/// <param name="Remark">The figures behind it, in words.</param>
/// <param name="Score">How far it goes, within its kind: higher is worse.</param>
public sealed record AuditedImage(string Image, string Label, string Kind, string Remark, double Score)
{
    /// <summary>The class that it looks like, where its label is in doubt; else null.</summary>
    public string? SuggestedLabel { get; init; }

    /// <summary>The image itself, to be shown.</summary>
    internal XRayImage? Shown { get; init; }
}
