namespace CovidClassifier.Auditing.Quality;

/// <summary>
/// The properties that might tell the label, measured outside the central area: inside, the disease itself makes pictures brighter and lungs finer or coarser.
/// </summary>
internal static class PictureProperties
{
    public static IReadOnlyList<PictureProperty> All { get; } =
    [
        new("brightness", p => p.Levels.FrameMean),
        new("contrast", p => p.Levels.FrameDeviation),
        new("sharpness", p => 1 - p.FrameBlur),
        new("noise", p => p.FrameNoise),
        new("polarity", p => p.Pose.LooksInverted ? 1 : 0),
        new("text at the border", p => p.BorderMarks),
    ];
}
