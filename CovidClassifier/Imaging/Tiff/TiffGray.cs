using System.Runtime.InteropServices;
using CovidClassifier.Imaging.Jpeg;

namespace CovidClassifier.Imaging.Tiff;

/// <summary>Gray of a TIFF's samples, spread over 16 bits.</summary>
internal sealed class TiffGray
{
    private const uint White = ushort.MaxValue;

    private readonly TiffLayout _layout;
    private readonly ushort[] _palette;
    private readonly ushort[] _pixel;
    private readonly uint _most;

    private TiffGray(TiffLayout layout, ushort[] palette)
    {
        _layout = layout;
        _palette = palette;
        _pixel = new ushort[layout.Samples];
        _most = (1u << layout.Bits) - 1;
    }

    /// <exception cref="ImageFormatException">The palette is missing.</exception>
    public static TiffGray Of(EncodedImage image, TiffDirectory directory, TiffLayout layout)
    {
        if (layout.Colour != TiffColour.Palette)
        {
            return new TiffGray(layout, []);
        }

        int colours = 1 << layout.Bits;
        long[] map = directory.Numbers(TiffTag.ColourMap, 3 * colours);
        return map.Length < 3 * colours
            ? throw image.Refuse("the TIFF file is damaged: its palette is missing or too short.")
            : new TiffGray(layout, [.. Enumerable.Range(0, colours)
                .Select(i => Luma.Of16((uint)map[i], (uint)map[colours + i], (uint)map[2 * colours + i], White))]);
    }

    /// <summary>Gray of a row whose pixels hold all their samples.</summary>
    public void Convert(ReadOnlySpan<byte> row, Span<ushort> gray)
    {
        for (int x = 0; x < gray.Length; x++)
        {
            for (int sample = 0; sample < _pixel.Length; sample++)
            {
                _pixel[sample] = Sample(row, x * _pixel.Length + sample);
            }

            gray[x] = Gray(_pixel);
        }
    }

    /// <summary>The samples of a row that holds one per pixel.</summary>
    public void Samples(ReadOnlySpan<byte> row, Span<ushort> samples)
    {
        for (int x = 0; x < samples.Length; x++)
        {
            samples[x] = Sample(row, x);
        }
    }

    /// <summary>Gray of samples in planes.</summary>
    public void Join(ushort[][] planes, Span<ushort> gray)
    {
        for (int i = 0; i < gray.Length; i++)
        {
            for (int sample = 0; sample < _pixel.Length; sample++)
            {
                _pixel[sample] = planes[sample][i];
            }

            gray[i] = Gray(_pixel);
        }
    }

    private ushort Sample(ReadOnlySpan<byte> row, int index)
    {
        int bits = _layout.Bits;
        int value = bits switch
        {
            16 => MemoryMarshal.Cast<byte, ushort>(row)[index],
            8 => row[index],
            _ => row[index * bits >> 3] >> (8 - bits - (index * bits & 7)) & (int)_most,
        };
        return (ushort)(_layout.IsSigned ? value ^ (1 << (bits - 1)) : value);
    }

    private ushort Gray(ReadOnlySpan<ushort> pixel)
    {
        if (_layout.Colour == TiffColour.Palette)
        {
            return _palette[pixel[0]];
        }

        uint alpha = _layout.HasAlpha && pixel.Length > _layout.Colours ? Spread(pixel[_layout.Colours]) : White;
        switch (_layout.Colour)
        {
            case TiffColour.WhiteIsZero:
                return Luma.Of16(White - Spread(pixel[0]), White - Spread(pixel[0]), White - Spread(pixel[0]), alpha);
            case TiffColour.BlackIsZero:
                return Luma.Of16(Spread(pixel[0]), Spread(pixel[0]), Spread(pixel[0]), alpha);
            case TiffColour.YCbCr:
                (byte r, byte g, byte b) = JpegGray.Rgb(pixel[0], pixel[1], pixel[2]);
                return Luma.Of16(r * 257u, g * 257u, b * 257u, alpha);
            case TiffColour.Cmyk:
                return Luma.Of16(White - Spread(pixel[0]), White - Spread(pixel[1]), White - Spread(pixel[2]), White - Spread(pixel[3]));
            default:
                return Luma.Of16(Spread(pixel[0]), Spread(pixel[1]), Spread(pixel[2]), alpha);
        }
    }

    private uint Spread(ushort value) => value * White / _most;
}
