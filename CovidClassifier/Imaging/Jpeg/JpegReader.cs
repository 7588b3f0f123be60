using System.Buffers;
using SkiaSharp;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// Reads a JPEG as gray rows into a <see cref="Stretch"/>, through SkiaSharp (libjpeg-turbo). Where the target is smaller, the decoder works at a
/// half, a quarter or an eighth of the size (fewer DCT coefficients), never below one and a half times the target on either axis: closer, the two
/// averaging grids blur edges (mean error against the full decode 0.6 to 1.0 gray levels on X-rays; with the margin 0.2 to 0.4). No colour
/// space is named to the decoder, so embedded profiles change nothing.
/// </summary>
internal static class JpegReader
{
    private const int BandBytes = 256 * 1024;

    /// <param name="image">The file.</param>
    /// <param name="header">What <see cref="JpegHeader.Read"/> found in it.</param>
    /// <param name="width">Target width, in the stored orientation.</param>
    /// <param name="height">Target height, in the stored orientation.</param>
    /// <param name="cancellationToken">Looked at between bands of rows.</param>
    public static unsafe GrayImage Read(EncodedImage image, JpegHeader header, int width, int height, CancellationToken cancellationToken)
    {
        using MemoryHandle pin = image.Bytes.Pin();
        using SKData data = SKData.Create((IntPtr)pin.Pointer, image.Bytes.Length);
        using SKCodec codec = SKCodec.Create(data) ?? throw Damaged(image);
        if (codec.Info.Width != header.Width || codec.Info.Height != header.Height)
        {
            throw Damaged(image);
        }

        int step = Step(codec, header, width, height);
        SKSizeI scaled = codec.GetScaledDimensions(1f / step);
        bool isGray = codec.Info.ColorType == SKColorType.Gray8;
        var info = new SKImageInfo(scaled.Width, scaled.Height, isGray ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque);
        if (codec.StartScanlineDecode(info) != SKCodecResult.Success)
        {
            throw Damaged(image);
        }

        var stretch = new Stretch(header.Width, header.Height, width, height, step);
        PushRows(image, codec, info, stretch, cancellationToken);
        return stretch.ToImage();
    }

    private static int Step(SKCodec codec, JpegHeader header, int width, int height)
    {
        int step = 8;
        while (step > 1 && (2L * header.Width < 3L * width * step || 2L * header.Height < 3L * height * step || !Scales(codec, header, step)))
        {
            step /= 2;
        }

        return step;
    }

    private static bool Scales(SKCodec codec, JpegHeader header, int step) =>
        codec.GetScaledDimensions(1f / step) == new SKSizeI((header.Width + step - 1) / step, (header.Height + step - 1) / step);

    private static unsafe void PushRows(EncodedImage image, SKCodec codec, SKImageInfo info, Stretch stretch, CancellationToken cancellationToken)
    {
        int band = Math.Clamp(BandBytes / info.RowBytes, 1, info.Height);
        byte[] rows = ArrayPool<byte>.Shared.Rent(band * info.RowBytes);
        byte[] gray = ArrayPool<byte>.Shared.Rent(info.Width);
        try
        {
            fixed (byte* start = rows)
            {
                for (int top = 0; top < info.Height; top += band)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    int count = Math.Min(band, info.Height - top);
                    if (codec.GetScanlines((IntPtr)start, count, info.RowBytes) != count)
                    {
                        throw image.Refuse("the JPEG file is damaged or ends early: a part of its pixels is missing.");
                    }

                    for (int i = 0; i < count; i++)
                    {
                        ReadOnlySpan<byte> row = rows.AsSpan(i * info.RowBytes, info.RowBytes);
                        stretch.Push(Gray(info, row, gray));
                    }
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rows);
            ArrayPool<byte>.Shared.Return(gray);
        }
    }

    private static ReadOnlySpan<byte> Gray(SKImageInfo info, ReadOnlySpan<byte> row, byte[] gray)
    {
        if (info.ColorType == SKColorType.Gray8)
        {
            return row;
        }

        Luma.FromOpaque(row, gray.AsSpan(0, info.Width));
        return gray.AsSpan(0, info.Width);
    }

    private static ImageFormatException Damaged(EncodedImage image) => image.Refuse("the JPEG file is damaged.");
}
