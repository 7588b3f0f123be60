namespace CovidClassifier.Imaging.Png;

/// <summary>The colour types of PNG (ISO/IEC 15948, table 11.1), by their numbers in the file.</summary>
internal enum PngColor : byte
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}
