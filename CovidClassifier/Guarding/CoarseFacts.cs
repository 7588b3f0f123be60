namespace CovidClassifier.Guarding;

/// <summary>A <see cref="CoarsePicture"/>'s numbers for one image.</summary>
/// <param name="Fields">In units of its own contrast, row by row.</param>
/// <param name="Mean">Gray level, 0 to 255.</param>
/// <param name="Contrast">Deviation of the fields, in gray levels.</param>
internal readonly record struct CoarseFacts(float[] Fields, double Mean, double Contrast);
