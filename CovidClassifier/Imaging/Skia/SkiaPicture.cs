using System.Runtime.InteropServices;
using SkiaSharp;

namespace CovidClassifier.Imaging.Skia;

/// <summary>
/// The first frame of a picture that SkiaSharp decodes, as gray over black. No colour space is named to the decoder, so embedded profiles change nothing.
/// </summary>
internal sealed class SkiaPicture : StoredPicture
{
    private const int Channels = 4;

    private delegate void PixelRow(ReadOnlySpan<byte> rgba);

    private readonly EncodedImage _image;
    private readonly int _decoderBytesPerPixel;

    /// <param name="image">The file.</param>
    /// <param name="format">As <see cref="IImageFormat.Name"/>.</param>
    /// <param name="orientation">What the file states.</param>
    /// <param name="decoderBytesPerPixel">What the decoder holds besides the pixels that it gives.</param>
    /// <exception cref="ImageFormatException">The header is damaged, or states too large a size.</exception>
    public SkiaPicture(EncodedImage image, string format, int orientation, int decoderBytesPerPixel)
    {
        _image = image;
        Format = format;
        Orientation = orientation;
        _decoderBytesPerPixel = decoderBytesPerPixel;
        (Width, Height, Frames) = WithCodec(codec => (codec.Info.Width, codec.Info.Height, Math.Max(1, codec.FrameCount)));
        image.CheckSize(Width, Height);
    }

    public override string Format { get; }

    public override int Frames { get; }

    public override int Width { get; }

    public override int Height { get; }

    public override int Orientation { get; }

    public override string Pixels => "8 bits";

    public override long WorkingBytes(int width, int height) => (long)(Channels + _decoderBytesPerPixel) * Width * Height + (long)width * height;

    public override GrayImage Decode(int width, int height, CancellationToken cancellationToken)
    {
        var stretch = new Stretch(Width, Height, width, height);
        byte[] gray = new byte[Width];
        WithRows(
            row =>
            {
                Luma.FromTransparent(row, gray);
                stretch.Push(gray);
            },
            cancellationToken);
        return stretch.ToImage();
    }

    public override double ColourShare(CancellationToken cancellationToken)
    {
        var counted = new ColouredPixels();
        WithRows(row => counted.AddTransparent(row), cancellationToken);
        return counted.Share;
    }

    private void WithRows(PixelRow take, CancellationToken cancellationToken) => WithCodec(codec =>
    {
        Read(codec, take, cancellationToken);
        return true;
    });

    private unsafe void Read(SKCodec codec, PixelRow take, CancellationToken cancellationToken)
    {
        int rowBytes = Channels * Width;
        void* pixels = NativeMemory.Alloc((nuint)rowBytes * (nuint)Height);
        try
        {
            var info = new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            switch (codec.GetPixels(info, (IntPtr)pixels, rowBytes, new SKCodecOptions(SKZeroInitialized.No)))
            {
                case SKCodecResult.Success:
                    break;
                case SKCodecResult.IncompleteInput:
                    throw _image.EndsEarly();
                default:
                    throw Damaged();
            }

            for (int y = 0; y < Height; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                take(new ReadOnlySpan<byte>((byte*)pixels + (long)y * rowBytes, rowBytes));
            }
        }
        finally
        {
            NativeMemory.Free(pixels);
        }
    }

    private unsafe T WithCodec<T>(Func<SKCodec, T> use)
    {
        try
        {
            using var pin = _image.Bytes.Pin();
            using SKData data = SKData.Create((IntPtr)pin.Pointer, _image.Bytes.Length);
            using SKCodec codec = SKCodec.Create(data) ?? throw Damaged();
            return use(codec);
        }
        catch (Exception e) when (SkiaLibrary.IsMissing(e))
        {
            throw _image.Refuse($"{Format} is read by SkiaSharp, and {SkiaLibrary.Missing}", e);
        }
    }

    private ImageFormatException Damaged() => _image.Refuse($"the {Format} file is damaged.");
}
