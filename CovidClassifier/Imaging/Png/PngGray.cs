using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Png;

/// <summary>Turns a row of PNG pixels of any kind into gray over black: bytes up to 8 bits per channel, 16-bit values above.</summary>
internal sealed class PngGray
{
    private readonly PngFile _file;
    private readonly byte[] _shades;
    private readonly bool[] _isShade;
    private readonly (int Red, int Green, int Blue)? _key;

    public PngGray(PngFile file)
    {
        _file = file;
        _key = Key(file);
        _shades = new byte[256];
        _isShade = new bool[256];
        if (file.Header.Color == PngColor.Palette)
        {
            FillFromPalette(file.Palette.Span, file.Transparency.Span);
        }
        else if (file.Header.Color == PngColor.Gray && file.Header.BitDepth <= 8)
        {
            FillFromGray((1 << file.Header.BitDepth) - 1);
        }
    }

    /// <summary>Gray bytes of a row of at most 8 bits per channel.</summary>
    public void Convert(ReadOnlySpan<byte> row, Span<byte> gray)
    {
        switch (_file.Header.Color)
        {
            case PngColor.Rgb:
                ConvertRgb(row, gray);
                break;
            case PngColor.Rgba:
                Luma.FromTransparent(row, gray);
                break;
            case PngColor.GrayAlpha:
                for (int i = 0; i < gray.Length; i++)
                {
                    gray[i] = Luma.Of(row[2 * i], row[2 * i], row[2 * i], row[2 * i + 1]);
                }

                break;
            default:
                ConvertIndexed(row, gray);
                break;
        }
    }

    /// <summary>Gray values of a row of 16 bits per channel.</summary>
    public void Convert(ReadOnlySpan<byte> row, Span<ushort> gray)
    {
        int channels = _file.Header.Channels;
        bool isColour = channels >= 3;
        bool hasAlpha = channels is 2 or 4;
        for (int i = 0; i < gray.Length; i++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(2 * channels * i, 2 * channels);
            uint red = BinaryPrimitives.ReadUInt16BigEndian(pixel);
            uint green = isColour ? BinaryPrimitives.ReadUInt16BigEndian(pixel[2..]) : red;
            uint blue = isColour ? BinaryPrimitives.ReadUInt16BigEndian(pixel[4..]) : red;
            uint alpha = hasAlpha ? BinaryPrimitives.ReadUInt16BigEndian(pixel[^2..]) : IsKey(red, green, blue) ? 0u : 65_535u;
            gray[i] = Luma.Of16(red, green, blue, alpha);
        }
    }

    /// <summary>The number of a pixel's colour, or its gray level, in a row of one sample of 1 to 8 bits per pixel.</summary>
    public static int Index(ReadOnlySpan<byte> row, int pixel, int depth)
    {
        int bit = pixel * depth;
        return row[bit >> 3] >> (8 - depth - (bit & 7)) & ((1 << depth) - 1);
    }

    private void ConvertRgb(ReadOnlySpan<byte> row, Span<byte> gray)
    {
        Luma.FromRgb(row, gray);
        for (int i = 0; _key is not null && i < gray.Length; i++)
        {
            gray[i] = IsKey(row[3 * i], row[3 * i + 1], row[3 * i + 2]) ? (byte)0 : gray[i];
        }
    }

    private void ConvertIndexed(ReadOnlySpan<byte> row, Span<byte> gray)
    {
        int depth = _file.Header.BitDepth;
        if (depth == 8 && _file.Header.Color == PngColor.Gray && _key is null)
        {
            row.CopyTo(gray);
            return;
        }

        for (int i = 0; i < gray.Length; i++)
        {
            int index = Index(row, i, depth);
            gray[i] = _isShade[index]
                ? _shades[index]
                : throw _file.Image.Refuse($"the PNG file is damaged: colour {index} is not in its palette.");
        }
    }

    private bool IsKey(uint red, uint green, uint blue) => _key is { } key && key == ((int)red, (int)green, (int)blue);

    private void FillFromPalette(ReadOnlySpan<byte> palette, ReadOnlySpan<byte> alpha)
    {
        for (int i = 0; i < palette.Length / 3; i++)
        {
            _shades[i] = Luma.Of(palette[3 * i], palette[3 * i + 1], palette[3 * i + 2], i < alpha.Length ? alpha[i] : 255u);
            _isShade[i] = true;
        }
    }

    private void FillFromGray(int white)
    {
        for (int i = 0; i <= white; i++)
        {
            _shades[i] = IsKey((uint)i, (uint)i, (uint)i) ? (byte)0 : (byte)(i * 255 / white);
            _isShade[i] = true;
        }
    }

    private static (int Red, int Green, int Blue)? Key(PngFile file)
    {
        ReadOnlySpan<byte> body = file.Transparency.Span;
        return file.Header.Color switch
        {
            PngColor.Gray when body.Length >= 2 => (Value(body), Value(body), Value(body)),
            PngColor.Rgb when body.Length >= 6 => (Value(body), Value(body[2..]), Value(body[4..])),
            _ => null,
        };
    }

    private static int Value(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
