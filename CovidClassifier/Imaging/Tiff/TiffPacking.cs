namespace CovidClassifier.Imaging.Tiff;

/// <summary>How pixels are packed, by their numbers in the file.</summary>
internal enum TiffPacking
{
    None = 1,
    Lzw = 5,
    Jpeg = 7,
    Deflate = 8,
    OldDeflate = 32_946,
    PackBits = 32_773,
}
