namespace CovidClassifier.Imaging.Tiff;

/// <summary>What samples stand for, by their numbers in the file.</summary>
internal enum TiffColour
{
    WhiteIsZero = 0,
    BlackIsZero = 1,
    Rgb = 2,
    Palette = 3,
    Cmyk = 5,
    YCbCr = 6,
}
