using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Auditing.Quality;

/// <summary>What one look at a picture's pixels measures for the audits of image quality; numbers alone, no pixels.</summary>
internal sealed record PictureFacts
{
    /// <summary>Sharpness, noise and marks are measured at this longest side at most, which is finer than any network looks.</summary>
    public const int LongestSide = 512;

    /// <summary>Of the upright picture, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Of the upright picture, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Gray levels of the whole picture and of its central area.</summary>
    public required GrayDistribution Levels { get; init; }

    /// <summary>Deviation of the means of 16 x 16 fields, in gray levels: what is left when fine detail and noise are averaged out.</summary>
    public required double Structure { get; init; }

    /// <summary><see cref="Structure"/> as a share of the deviation of the pixels; of noise alone it is near <see cref="NoiseShare"/>.</summary>
    public required double StructureShare { get; init; }

    /// <summary>What <see cref="StructureShare"/> would be for noise alone: one over the side of a field in pixels.</summary>
    public required double NoiseShare { get; init; }

    /// <summary>See <see cref="BlurEffect"/>: 0 sharp to 1 blurred.</summary>
    public required double Blur { get; init; }

    /// <summary>The same outside the central area alone.</summary>
    public required double FrameBlur { get; init; }

    /// <summary>See <see cref="NoiseLevel"/>: gray levels.</summary>
    public required double FrameNoise { get; init; }

    /// <summary>How the picture lies, compared with a chest seen from the front.</summary>
    public required ChestPose Pose { get; init; }

    /// <summary>See <see cref="ColourShare"/>; NaN where colours cannot be looked at.</summary>
    public required double Colour { get; init; }

    /// <summary>Letters and like marks near the edge; see <see cref="BorderMarks"/>.</summary>
    public required int BorderMarks { get; init; }

    public double Aspect => Width / (double)Height;

    /// <param name="image">The whole picture at full size.</param>
    /// <param name="fitted">The same, of <see cref="LongestSide"/> at most.</param>
    /// <param name="source">Its file, for colours.</param>
    public static PictureFacts Of(GrayImage image, GrayImage fitted, ImageSource source)
    {
        byte[] fields = GrayCrop.StretchTo(fitted, ChestPose.Fields, ChestPose.Fields).Pixels;
        var levels = GrayDistribution.Of(image, fitted);
        double structure = Deviation(fields);
        return new PictureFacts
        {
            Width = image.Width,
            Height = image.Height,
            Levels = levels,
            Structure = structure,
            StructureShare = levels.Deviation > 0 ? structure / levels.Deviation : 0,
            NoiseShare = ChestPose.Fields / Math.Sqrt((double)fitted.Width * fitted.Height),
            Blur = BlurEffect.Of(fitted),
            FrameBlur = BlurEffect.OfFrame(fitted),
            FrameNoise = NoiseLevel.OfFrame(fitted),
            Pose = ChestPose.Of(fields),
            Colour = ColourShare.Of(source),
            BorderMarks = Quality.BorderMarks.Count(fitted),
        };
    }

    /// <summary>The picture in its own proportions, its longer side <see cref="LongestSide"/> at most.</summary>
    public static GrayImage Fit(GrayImage image)
    {
        double scale = (double)LongestSide / Math.Max(image.Width, image.Height);
        return scale >= 1 ? image : GrayCrop.StretchTo(
            image, Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
    }

    private static double Deviation(byte[] values)
    {
        double mean = values.Average(v => (double)v);
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
