namespace CovidClassifier.Imaging;

/// <summary>A picture as its file stores it, header read, pixels not yet.</summary>
internal abstract class StoredPicture
{
    /// <summary>The kind of file, as <see cref="IImageFormat.Name"/>.</summary>
    public abstract string Format { get; }

    /// <summary>Columns as stored.</summary>
    public abstract int Width { get; }

    /// <summary>Rows as stored.</summary>
    public abstract int Height { get; }

    /// <summary>How the stored picture is turned to stand upright; see <see cref="ExifOrientation"/>.</summary>
    public virtual int Orientation => ExifOrientation.Upright;

    /// <summary>How many frames, or pages, the file holds.</summary>
    public virtual int Frames => 1;

    /// <summary>Which of them this picture is, from 1.</summary>
    public virtual int Frame => 1;

    /// <summary>Channels, bits of each and coding, in one word: facts of the header that may tell where a file came from.</summary>
    public abstract string Pixels { get; }

    /// <summary>The most memory that <see cref="Decode"/> will hold at once, in bytes, the encoded file not counted.</summary>
    /// <param name="width">Target width, in the stored orientation.</param>
    /// <param name="height">Target height, in the stored orientation.</param>
    public abstract long WorkingBytes(int width, int height);

    /// <summary>
    /// Share of the pixels that are in colour, by <see cref="ColouredPixels"/>, 0 to 1; NaN where pictures of this kind are not asked. Takes no more memory
    /// than decoding at full size.
    /// </summary>
    /// <param name="cancellationToken">Looked at between rows.</param>
    /// <exception cref="ImageFormatException">The pixels are damaged, or some are missing.</exception>
    public virtual double ColourShare(CancellationToken cancellationToken) => double.NaN;

    /// <summary>Decodes the picture and stretches it, in the stored orientation.</summary>
    /// <param name="width">Target width, in the stored orientation.</param>
    /// <param name="height">Target height, in the stored orientation.</param>
    /// <param name="cancellationToken">Looked at between rows.</param>
    /// <exception cref="ImageFormatException">The pixels are damaged, or some are missing.</exception>
    public abstract GrayImage Decode(int width, int height, CancellationToken cancellationToken);
}
