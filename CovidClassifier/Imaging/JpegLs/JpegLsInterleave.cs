namespace CovidClassifier.Imaging.JpegLs;

/// <summary>How the components of a scan alternate (ITU-T T.87, C.2.3); the numbers are the file's.</summary>
internal enum JpegLsInterleave
{
    None = 0,
    Lines = 1,
    Samples = 2,
}
