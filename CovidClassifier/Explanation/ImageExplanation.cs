using CovidClassifier.Explanation;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier;

/// <summary>
/// Which places of one X-ray speak for a label. It shows where the network looks, not whether that is right: for research and teaching only, never for
/// diagnosis. Immutable; keeps the encoded image, for the overlay.
/// </summary>
public sealed class ImageExplanation
{
    private readonly ImageSource _image;

    internal ImageExplanation(ImageSource image, Prediction prediction, string label, ExplanationMethod method, HeatMap map)
    {
        _image = image;
        Prediction = prediction;
        Label = label;
        Method = method;
        Map = map;
    }

    /// <summary>What the model says of the image.</summary>
    public Prediction Prediction { get; }

    /// <summary>The class that is explained: the predicted one, unless another was asked for.</summary>
    public string Label { get; }

    /// <summary>How the map was made.</summary>
    public ExplanationMethod Method { get; }

    /// <summary>The map, over the whole picture.</summary>
    public HeatMap Map { get; }

    /// <summary>The X-ray in gray with the map over it, as a PNG file: strong places in bright yellow, weak ones in violet, none left as they are.</summary>
    /// <param name="longestSide">The picture is shrunk until neither side is longer, pixels; null, or a picture that is smaller: its own size.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="longestSide"/> is below 1.</exception>
    public byte[] ToPng(int? longestSide = null)
    {
        (int width, int height) = SizeWithin(longestSide);
        return Overlay.ToPng(_image.Decode(width, height), Map.ToArray(width, height));
    }

    /// <summary>The X-ray alone, as the library reads it, as a gray PNG file: also of a file that browsers do not show.</summary>
    /// <inheritdoc cref="ToPng" path="/param"/>
    /// <inheritdoc cref="ToPng" path="/exception"/>
    public byte[] ToPicturePng(int? longestSide = null)
    {
        (int width, int height) = SizeWithin(longestSide);
        GrayImage picture = _image.Decode(width, height);
        return PngEncoder.Png(picture.Pixels, picture.Width, picture.Height);
    }

    /// <summary>Writes <see cref="ToPng"/> to a file, whole or not at all; an older file is replaced.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="longestSide"/> is below 1.</exception>
    public void SaveOverlay(string path, int? longestSide = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] png = ToPng(longestSide);
        AtomicFile.Write(path, stream => stream.Write(png));
    }

    /// <summary>The same as pixels: red, green, blue and 255 of each, row by row.</summary>
    internal (byte[] Rgba, int Width, int Height) ToColours(int longestSide)
    {
        (int width, int height) = SizeWithin(longestSide);
        return (Overlay.Blend(_image.Decode(width, height), Map.ToArray(width, height)), width, height);
    }

    private (int Width, int Height) SizeWithin(int? longestSide)
    {
        int side = longestSide ?? Math.Max(Map.Width, Map.Height);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1, nameof(longestSide));
        double scale = Math.Min(1, (double)side / Math.Max(Map.Width, Map.Height));
        return (Math.Max(1, (int)Math.Round(Map.Width * scale)), Math.Max(1, (int)Math.Round(Map.Height * scale)));
    }
}
