namespace CovidClassifier.Auditing.Pictures;

/// <summary>The properties that might tell the label.</summary>
internal static class PictureProperties
{
    public static IReadOnlyList<PictureProperty> All { get; } =
    [
        new("brightness", p => p.Levels.Mean),
        new("contrast", p => p.Levels.Deviation),
        new("sharpness", p => 1 - p.Blur),
        new("noise", p => p.Noise),
        new("polarity", p => p.Pose.Upright),
        new("text at the border", p => p.BorderMarks),
    ];
}
