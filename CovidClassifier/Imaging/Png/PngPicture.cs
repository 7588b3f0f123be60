using CovidClassifier.Imaging.Deflate;

namespace CovidClassifier.Imaging.Png;

/// <summary>
/// A PNG's picture. Our own reader: <see cref="Inflation"/> is more than twice as fast as SkiaSharp's, rows go straight into the <see cref="Stretch"/>,
/// no colour management can interfere, and SkiaSharp cannot give 16-bit pixels. Those go through <see cref="RobustWindow"/>.
/// </summary>
internal sealed class PngPicture(PngFile file) : StoredPicture
{
    public override string Format => "PNG";

    public override int Width => file.Header.Width;

    public override int Height => file.Header.Height;

    public override int Orientation => file.Orientation;

    public override int Frames => PngAnimation.Frames(file.Image.Bytes.Span) ?? 1;

    public override string Pixels => $"{file.Header.Color} {file.Header.BitDepth}{(file.Header.IsInterlaced ? " interlaced" : "")}";

    public override long WorkingBytes(int width, int height) =>
        (file.Header.BitDepth == 16 ? 2L : file.Header.IsInterlaced ? 1L : 0L) * Width * Height + (1L + PngWavefront.Rows) * file.Header.RowBytes(Width)
            + Inflation.BytesOf(file.PackedLength) + (long)width * height;

    public override GrayImage Decode(int width, int height, CancellationToken cancellationToken)
    {
        var stretch = new Stretch(Width, Height, width, height);
        var gray = new PngGray(file);
        using var rows = new PngRows(file);
        if (file.Header.BitDepth == 16)
        {
            ushort[] values = new ushort[Width * Height];
            PngPass.ReadAll<ushort>(file.Header, rows, values, gray.Convert, cancellationToken);
            RobustWindow.Of(values, Width).Push(values, Width, stretch, cancellationToken);
        }
        else if (file.Header.IsInterlaced)
        {
            byte[] values = new byte[Width * Height];
            PngPass.ReadAll<byte>(file.Header, rows, values, gray.Convert, cancellationToken);
            PushAll(values, Width, stretch);
        }
        else
        {
            PushRows(rows, gray, stretch, cancellationToken);
        }

        return stretch.ToImage();
    }

    public override double ColourShare(CancellationToken cancellationToken)
    {
        if (!PngColours.CanBeIn(file.Header))
        {
            return 0;
        }

        var counted = new ColouredPixels();
        using var rows = new PngRows(file);
        PngPass.ReadAll<byte>(file.Header, rows, new byte[Width * Height], new PngColours(file, counted).Count, cancellationToken);
        return counted.Share;
    }

    private void PushRows(PngRows rows, PngGray gray, Stretch stretch, CancellationToken cancellationToken)
    {
        byte[] row = new byte[Width];
        rows.Start(Width, Height);
        for (int y = 0; y < Height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            gray.Convert(rows.Next(), row);
            stretch.Push(row);
        }
    }

    private static void PushAll(ReadOnlySpan<byte> values, int width, Stretch stretch)
    {
        for (; !values.IsEmpty; values = values[width..])
        {
            stretch.Push(values[..width]);
        }
    }
}
