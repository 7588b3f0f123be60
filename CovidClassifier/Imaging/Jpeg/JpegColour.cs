namespace CovidClassifier.Imaging.Jpeg;

/// <summary>What a JPEG's components stand for.</summary>
internal enum JpegColour
{
    Gray,
    YCbCr,
    Rgb,

    /// <summary>Stored inverted, as Adobe's programs do and all others expect.</summary>
    Cmyk,

    /// <summary>CMY as luma and chroma, K as it is.</summary>
    Ycck,
}
