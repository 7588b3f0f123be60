using CovidClassifier.Imaging;

namespace CovidClassifier.Explanation;

/// <summary>
/// Copies of an image with parts hidden. What is hidden shows the picture's coarse brightness instead (4 x 4 means, stretched smoothly), so that neither a
/// black nor a bright patch is mistaken for a finding (Fong and Vedaldi 2017, arXiv:1704.03296, hide by blurring for the same reason).
/// </summary>
internal sealed class MaskedCopies
{
    private const int CoarseSide = 4;

    private readonly float[] _shown;
    private readonly float[] _hidden;

    public MaskedCopies(GrayImage image)
    {
        GrayImage coarse = GrayCrop.StretchTo(GrayCrop.StretchTo(image, CoarseSide, CoarseSide), image.Width, image.Height);
        _shown = ToFloats(image);
        _hidden = ToFloats(coarse);
    }

    /// <summary>Writes the copy that shows each pixel by so much: 1 as it is, 0 hidden.</summary>
    public void Write(ReadOnlySpan<float> visibility, Span<float> pixels)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = _hidden[i] + (_shown[i] - _hidden[i]) * visibility[i];
        }
    }

    private static float[] ToFloats(GrayImage image)
    {
        var floats = new float[image.Pixels.Length];
        PixelScale.ToFloats(image.Pixels, floats);
        return floats;
    }
}
