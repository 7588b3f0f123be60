using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Auditing.Quality;

/// <summary>How much of a picture is in colour: the share of its pixels whose red, green and blue differ by more than re-encoding makes them.</summary>
internal static class ColourShare
{
    /// <param name="file">An image file.</param>
    /// <param name="frame">Which of its frames, from 1.</param>
    /// <returns>0 to 1; NaN where the file's colours cannot be looked at: they are not asked of DICOM, and of a damaged file nothing is known.</returns>
    public static double Of(ReadOnlyMemory<byte> file, int frame = 1)
    {
        try
        {
            return XRayDecoder.ColourShare(new EncodedImage(file, Path: null) { Frame = frame });
        }
        catch (ImageFormatException)
        {
            return double.NaN;
        }
    }
}
