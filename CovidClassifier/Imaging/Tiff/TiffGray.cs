using System.Runtime.InteropServices;
using CovidClassifier.Imaging.Jpeg;

namespace CovidClassifier.Imaging.Tiff;

/// <summary>Gray of a TIFF's samples, spread over 16 bits.</summary>
internal sealed class TiffGray
{
    private const uint White = ushort.MaxValue;

    private readonly TiffLayout _layout;
    private readonly ushort[] _pixel;
    private readonly uint _most;
    private readonly (uint Red, uint Green, uint Blue)[] _palette;
    private readonly ColouredPixels? _counted;

    private TiffGray(TiffLayout layout, (uint Red, uint Green, uint Blue)[] palette, ColouredPixels? counted)
    {
        _layout = layout;
        _palette = palette;
        _counted = counted;
        _pixel = new ushort[layout.Samples];
        _most = (1u << layout.Bits) - 1;
    }

    /// <param name="image">The file.</param>
    /// <param name="directory">Of the page.</param>
    /// <param name="layout">Of its pixels.</param>
    /// <param name="counted">Told the colour of every pixel; null: nobody asks.</param>
    /// <exception cref="ImageFormatException">The palette is missing.</exception>
    public static TiffGray Of(EncodedImage image, TiffDirectory directory, TiffLayout layout, ColouredPixels? counted)
    {
        if (layout.Colour != TiffColour.Palette)
        {
            return new TiffGray(layout, [], counted);
        }

        int colours = 1 << layout.Bits;
        long[] map = directory.Numbers(TiffTag.ColourMap, 3 * colours);
        return map.Length < 3 * colours
            ? throw image.Refuse("the TIFF file is damaged: its palette is missing or too short.")
            : new TiffGray(
                layout, [.. Enumerable.Range(0, colours).Select(i => ((uint)map[i], (uint)map[colours + i], (uint)map[2 * colours + i]))], counted);
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
        uint alpha = Light(pixel);
        (uint red, uint green, uint blue) = Colour(pixel);
        _counted?.Add(red >> 8, green >> 8, blue >> 8, alpha >> 8);
        return Luma.Of16(red, green, blue, alpha);
    }

    private (uint Red, uint Green, uint Blue) Colour(ReadOnlySpan<ushort> pixel)
    {
        switch (_layout.Colour)
        {
            case TiffColour.Palette:
                return _palette[pixel[0]];
            case TiffColour.WhiteIsZero:
                return (White - Spread(pixel[0]), White - Spread(pixel[0]), White - Spread(pixel[0]));
            case TiffColour.BlackIsZero:
                return (Spread(pixel[0]), Spread(pixel[0]), Spread(pixel[0]));
            case TiffColour.YCbCr:
                (byte r, byte g, byte b) = JpegGray.Rgb(pixel[0], pixel[1], pixel[2]);
                return (r * 257u, g * 257u, b * 257u);
            case TiffColour.Cmyk:
                return (White - Spread(pixel[0]), White - Spread(pixel[1]), White - Spread(pixel[2]));
            default:
                return (Spread(pixel[0]), Spread(pixel[1]), Spread(pixel[2]));
        }
    }

    /// <summary>How much of a colour is left over black, or over black ink.</summary>
    private uint Light(ReadOnlySpan<ushort> pixel) => _layout.Colour switch
    {
        TiffColour.Palette => White,
        TiffColour.Cmyk => White - Spread(pixel[3]),
        _ => _layout.HasAlpha && pixel.Length > _layout.Colours ? Spread(pixel[_layout.Colours]) : White,
    };

    private uint Spread(ushort value) => value * White / _most;
}
