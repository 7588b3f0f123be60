namespace CovidClassifier.Guarding;

/// <summary>What a picture can be taken for that is not accepted, in the words that stand in the graph and are shown.</summary>
internal static class GuardReason
{
    public const string Accepted = "";

    public const string Black = "almost black";

    public const string Flat = "almost one gray level";

    public const string Partly = "partly of one gray level";

    public const string Unlike = "unlike every training image";

    public const string Colour = "a colour picture";

    /// <summary>Where a DICOM header states a modality that is none of X-rays.</summary>
    public static string Modality(string modality) => $"of modality {modality}, by its header";

    /// <summary>By quarter turns that bring the picture upright, 1 to 3, and then the same with black and white exchanged, 0 to 3.</summary>
    public static IReadOnlyList<string> Poses { get; } =
    [
        "turned by 90 degrees", "upside down", "turned by 90 degrees",
        "inverted: black and white are exchanged", "inverted and turned by 90 degrees", "inverted and upside down", "inverted and turned by 90 degrees",
    ];
}
