namespace CovidClassifier.Imaging.Jpeg;

/// <summary>How a JPEG codes its samples, by the frame's marker (ITU-T T.81, table B.1).</summary>
internal enum JpegProcess : byte
{
    Baseline = 0xC0,
    Extended = 0xC1,
    Progressive = 0xC2,
    Lossless = 0xC3,
}
