using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Networks;

namespace CovidClassifier;

/// <summary>
/// The mean of the images that a network was trained on, one number for each pixel and channel, which is subtracted from each image. It must have the size of
/// the network's input.
/// </summary>
public sealed class MeanImage
{
    private const int MostSide = 512;

    private const long MostBytes = 64L << 20;

    private readonly float[] _values;

    private MeanImage(float[] values, int channels, int height, int width, string source)
    {
        _values = values;
        Channels = channels;
        Height = height;
        Width = width;
        Source = source;
    }

    /// <summary>1 for all channels of a network, or 3, which lie as the network's do.</summary>
    public int Channels { get; }

    /// <summary>Rows; 1 to 512.</summary>
    public int Height { get; }

    /// <summary>Columns; 1 to 512.</summary>
    public int Width { get; }

    /// <summary>Channel after channel, row after row.</summary>
    internal ReadOnlySpan<float> Values => _values;

    /// <summary>What a preprocessing's name says of it: the file.</summary>
    internal string Source { get; }

    /// <summary>A mean image of numbers.</summary>
    /// <param name="values">Channel after channel, row after row; finite, in units of (gray x scale).</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <exception cref="ArgumentException">Their number does not fit, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Other than 1 or 3 channels, or a side that is not 1 to 512.</exception>
    public static MeanImage Of(ReadOnlySpan<float> values, int channels, int height, int width)
    {
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A mean image must have 1 or 3 channels.");
        }

        Check.Within(height, 1, MostSide, nameof(height));
        Check.Within(width, 1, MostSide, nameof(width));
        if (values.Length != channels * height * width)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"A mean image of {channels} x {height} x {width} has {channels * height * width} values, got {values.Length}."),
                nameof(values));
        }

        return values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
            ? throw new ArgumentException("The values of a mean image must be finite.", nameof(values))
            : new MeanImage(values.ToArray(), channels, height, width, "image");
    }

    /// <summary>
    /// Reads a NumPy array (.npy, float32 or float64, [H,W], [C,H,W] or [H,W,C]), or a picture, which gives its gray levels 0..255, one channel.
    /// </summary>
    /// <param name="path">The file; its size must be that of the network's input.</param>
    /// <exception cref="ArgumentException">The file is missing or cannot be read, or is no mean image.</exception>
    public static MeanImage Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            using FileStream file = RegularFile.OpenRead(path);
            byte[] bytes = new byte[file.Length <= MostBytes ? file.Length
                : throw new InvalidDataException(FormattableString.Invariant($"it has {file.Length} bytes; a mean image has at most {MostBytes}."))];
            file.ReadExactly(bytes);
            MeanImage read = NumpyArray.Is(bytes) ? NumpyArray.Read(bytes).ToMeanImage() : OfPicture(XRayDecoder.DecodeFullSize(bytes, path));
            return new MeanImage(read._values, read.Channels, read.Height, read.Width, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ImageFormatException or ArgumentException)
        {
            throw new ArgumentException($"Mean image '{path}' cannot be read: {Reason(e)}", nameof(path), e);
        }
    }

    private static string Reason(Exception error) => error switch
    {
        ImageFormatException image => image.Reason,
        FileNotFoundException or DirectoryNotFoundException => "the file does not exist.",
        ArgumentException { ParamName: { } name } => error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        _ => error.Message,
    };

    private static MeanImage OfPicture(GrayImage picture) => Of([.. picture.Pixels.Select(gray => (float)gray)], 1, picture.Height, picture.Width);
}
