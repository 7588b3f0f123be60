using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Auditing.Quality;

/// <summary>How much of a picture is in colour: the share of its pixels whose red, green and blue differ by more than re-encoding makes them.</summary>
internal static class ColourShare
{
    /// <param name="image">All of its frame: a box plays no part.</param>
    /// <returns>0 to 1; NaN where colours cannot be looked at: they are not asked of DICOM, and of a damaged or missing file nothing is known.</returns>
    public static double Of(ImageSource image)
    {
        try
        {
            return XRayDecoder.ColourShare(new EncodedImage(image.Read(), image.Path) { Frame = image.Frame });
        }
        catch (ImageFormatException)
        {
            return double.NaN;
        }
    }
}
