using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Png;

/// <summary>A PNG's IHDR chunk: size, kind of pixels, interlacing.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColor Color, bool IsInterlaced)
{
    public int Channels => Color switch
    {
        PngColor.Rgb => 3,
        PngColor.GrayAlpha => 2,
        PngColor.Rgba => 4,
        _ => 1,
    };

    public int BitsPerPixel => Channels * BitDepth;

    /// <summary>Bytes of a row of <paramref name="width"/> pixels, without its filter byte.</summary>
    public int RowBytes(int width) => (int)(((long)width * BitsPerPixel + 7) / 8);

    /// <exception cref="ImageFormatException">The header is damaged, of a kind the standard does not know, or states too large a size.</exception>
    public static PngHeader Read(EncodedImage image, ReadOnlySpan<byte> body)
    {
        if (body.Length != 13)
        {
            throw image.Refuse("the PNG file is damaged: its header has the wrong length.");
        }

        image.CheckSize(BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[4..]));
        var header = new PngHeader(
            BinaryPrimitives.ReadInt32BigEndian(body),
            BinaryPrimitives.ReadInt32BigEndian(body[4..]),
            body[8],
            (PngColor)body[9],
            body[12] == 1);
        return header.IsKnown && body[10] == 0 && body[11] == 0 && body[12] <= 1
            ? header
            : throw image.Refuse(
                $"the PNG file is damaged: bit depth {body[8]}, colour type {body[9]}, methods {body[10]}, {body[11]}, {body[12]} are no PNG.");
    }

    private bool IsKnown => Color switch
    {
        PngColor.Gray => BitDepth is 1 or 2 or 4 or 8 or 16,
        PngColor.Palette => BitDepth is 1 or 2 or 4 or 8,
        PngColor.Rgb or PngColor.GrayAlpha or PngColor.Rgba => BitDepth is 8 or 16,
        _ => false,
    };
}
