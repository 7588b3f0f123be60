using System.Numerics;
using System.Runtime.InteropServices;

namespace CovidClassifier.Imaging;

/// <summary>
/// Gray of a colour: 0.299 R + 0.587 G + 0.114 B on encoded values (ITU-R BT.601), weights in 1/65536, halves up. Gray colours (R = G = B) keep
/// their value exactly. Alpha lays the colour over black.
/// </summary>
internal static class Luma
{
    private const uint Red = 19_595;
    private const uint Green = 38_470;
    private const uint Blue = 7_471;
    private const uint Half = 32_768;

    public static byte Of(uint red, uint green, uint blue) => (byte)((Red * red + Green * green + Blue * blue + Half) >> 16);

    /// <summary>Gray of a colour over black; <paramref name="alpha"/> 255 is opaque.</summary>
    public static byte Of(uint red, uint green, uint blue, uint alpha) =>
        (byte)(((Red * red + Green * green + Blue * blue) * alpha + 255 * Half) / 255 >> 16);

    /// <summary>Gray of 16-bit values over black; <paramref name="alpha"/> 65535 is opaque.</summary>
    public static ushort Of16(uint red, uint green, uint blue, uint alpha) =>
        (ushort)((((ulong)Red * red + (ulong)Green * green + (ulong)Blue * blue) * alpha + 65_535UL * Half) / 65_535 >> 16);

    /// <summary>Gray of R, G, B, A bytes whose alpha is ignored.</summary>
    public static void FromOpaque(ReadOnlySpan<byte> rgba, Span<byte> gray)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            ReadOnlySpan<uint> pixels = MemoryMarshal.Cast<byte, uint>(rgba);
            int quarter = Vector<uint>.Count;
            for (; i <= gray.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector<ushort> low = Vector.Narrow(Weigh(pixels[i..]), Weigh(pixels[(i + quarter)..]));
                Vector<ushort> high = Vector.Narrow(Weigh(pixels[(i + 2 * quarter)..]), Weigh(pixels[(i + 3 * quarter)..]));
                Vector.Narrow(low, high).CopyTo(gray[i..]);
            }
        }

        for (; i < gray.Length; i++)
        {
            gray[i] = Of(rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]);
        }
    }

    private static Vector<uint> Weigh(ReadOnlySpan<uint> pixels)
    {
        var colour = new Vector<uint>(pixels);
        var mask = new Vector<uint>(255);
        Vector<uint> sum = (colour & mask) * Red + ((colour >> 8) & mask) * Green + ((colour >> 16) & mask) * Blue;
        return (sum + new Vector<uint>(Half)) >> 16;
    }

    /// <summary>Gray of R, G, B, A bytes over black.</summary>
    public static void FromTransparent(ReadOnlySpan<byte> rgba, Span<byte> gray)
    {
        if (IsOpaque(rgba))
        {
            FromOpaque(rgba, gray);
            return;
        }

        for (int i = 0; i < gray.Length; i++)
        {
            gray[i] = Of(rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]);
        }
    }

    /// <summary>Gray of R, G, B bytes.</summary>
    public static void FromRgb(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        rgb = rgb[..(3 * gray.Length)];
        for (int i = 0, k = 0; i < gray.Length; i++, k += 3)
        {
            gray[i] = Of(rgb[k], rgb[k + 1], rgb[k + 2]);
        }
    }

    private static bool IsOpaque(ReadOnlySpan<byte> rgba)
    {
        uint all = uint.MaxValue;
        foreach (uint pixel in MemoryMarshal.Cast<byte, uint>(rgba))
        {
            all &= pixel;
        }

        return BitConverter.IsLittleEndian ? all >> 24 == 255 : (all & 255) == 255;
    }
}
