namespace CovidClassifier.Imaging.Dicom;

/// <summary>Which modality values a file wants to see as black and white (DICOM PS3.3, C.11.2.1): a window of one of three shapes.</summary>
/// <param name="Centre">Its middle.</param>
/// <param name="Width">Its width, above 0.</param>
/// <param name="Shape">LINEAR, LINEAR_EXACT or SIGMOID.</param>
internal sealed record DicomWindow(double Centre, double Width, string Shape)
{
    private const double White = 255;

    /// <summary>The first window of a set; null where there is none that can be used.</summary>
    public static DicomWindow? Of(DicomDataSet set)
    {
        string shape = set.Text(DicomTag.WindowFunction) ?? "LINEAR";
        return set.Number(DicomTag.WindowCentre) is { } centre && set.Number(DicomTag.WindowWidth) is { } width
            && (shape is "LINEAR_EXACT" or "SIGMOID" ? width > 0 : width >= 1)
            ? new DicomWindow(centre, width, shape)
            : null;
    }

    /// <summary>Gray of a modality value, 0 to 255, not rounded.</summary>
    public double Gray(double value) => Shape switch
    {
        "SIGMOID" => White / (1 + Math.Exp(-4 * (value - Centre) / Width)),
        "LINEAR_EXACT" => Math.Clamp(((value - Centre) / Width + 0.5) * White, 0, White),
        _ when value <= Centre - 0.5 - (Width - 1) / 2 => 0,
        _ when value > Centre - 0.5 + (Width - 1) / 2 => White,
        _ => ((value - (Centre - 0.5)) / (Width - 1) + 0.5) * White,
    };
}
