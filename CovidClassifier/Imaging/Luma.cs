using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Gray of colours, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> Of(Vector<uint> red, Vector<uint> green, Vector<uint> blue) =>
        (red * Red + green * Green + blue * Blue + new Vector<uint>(Half)) >> 16;

    /// <summary>Gray of a colour over black; <paramref name="alpha"/> 255 is opaque.</summary>
    public static byte Of(uint red, uint green, uint blue, uint alpha) =>
        (byte)(((Red * red + Green * green + Blue * blue) * alpha + 255 * Half) / 255 >> 16);

    /// <summary>Gray of 16-bit values over black; <paramref name="alpha"/> 65535 is opaque.</summary>
    public static ushort Of16(uint red, uint green, uint blue, uint alpha) =>
        (ushort)((((ulong)Red * red + (ulong)Green * green + (ulong)Blue * blue) * alpha + 65_535UL * Half) / 65_535 >> 16);

    /// <summary>Gray of R, G, B, A bytes whose alpha is ignored.</summary>
    public static void FromOpaque(ReadOnlySpan<byte> rgba, Span<byte> gray) => FromRgba<Opaque>(rgba, gray);

    /// <summary>Gray of R, G, B, A bytes over black.</summary>
    public static void FromTransparent(ReadOnlySpan<byte> rgba, Span<byte> gray) => FromRgba<Transparent>(rgba, gray);

    /// <summary>Gray of R, G, B bytes.</summary>
    public static void FromRgb(ReadOnlySpan<byte> rgb, Span<byte> gray)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            // four pixels are twelve bytes; the load takes sixteen, so the last ones of the row are left to the loop below
            Vector128<byte> spread = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);
            for (; i <= gray.Length - 6; i += 4)
            {
                Vector128<uint> colour = Vector128.Shuffle(Vector128.Create(rgb.Slice(3 * i, 16)), spread).AsUInt32();
                Vector128<uint> mask = Vector128.Create(255u);
                Vector128<uint> sum = (colour & mask) * Red + ((colour >> 8) & mask) * Green + (colour >> 16) * Blue;
                Vector128<ushort> narrow = Vector128.Narrow((sum + Vector128.Create(Half)) >> 16, Vector128<uint>.Zero);
                BinaryPrimitives.WriteUInt32LittleEndian(gray[i..], Vector128.Narrow(narrow, narrow).AsUInt32().ToScalar());
            }
        }

        for (; i < gray.Length; i++)
        {
            gray[i] = Of(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
        }
    }

    private static void FromRgba<TAlpha>(ReadOnlySpan<byte> rgba, Span<byte> gray)
        where TAlpha : struct, IAlpha
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            ReadOnlySpan<uint> pixels = MemoryMarshal.Cast<byte, uint>(rgba);
            int quarter = Vector<uint>.Count;
            for (; i <= gray.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector<ushort> low = Vector.Narrow(Weigh<TAlpha>(pixels[i..]), Weigh<TAlpha>(pixels[(i + quarter)..]));
                Vector<ushort> high = Vector.Narrow(Weigh<TAlpha>(pixels[(i + 2 * quarter)..]), Weigh<TAlpha>(pixels[(i + 3 * quarter)..]));
                Vector.Narrow(low, high).CopyTo(gray[i..]);
            }
        }

        for (; i < gray.Length; i++)
        {
            gray[i] = TAlpha.Gray(rgba.Slice(4 * i, 4));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Weigh<TAlpha>(ReadOnlySpan<uint> pixels)
        where TAlpha : struct, IAlpha
    {
        var colour = new Vector<uint>(pixels);
        var mask = new Vector<uint>(255);
        return TAlpha.Gray((colour & mask) * Red + ((colour >> 8) & mask) * Green + ((colour >> 16) & mask) * Blue, colour >> 24);
    }

    private interface IAlpha
    {
        static abstract byte Gray(ReadOnlySpan<byte> rgba);

        static abstract Vector<uint> Gray(Vector<uint> sum, Vector<uint> alpha);
    }

    private readonly struct Opaque : IAlpha
    {
        public static byte Gray(ReadOnlySpan<byte> rgba) => Of(rgba[0], rgba[1], rgba[2]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<uint> Gray(Vector<uint> sum, Vector<uint> alpha) => (sum + new Vector<uint>(Half)) >> 16;
    }

    private readonly struct Transparent : IAlpha
    {
        public static byte Gray(ReadOnlySpan<byte> rgba) => Of(rgba[0], rgba[1], rgba[2], rgba[3]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<uint> Gray(Vector<uint> sum, Vector<uint> alpha)
        {
            // n / 255 = (n + 1 + n / 256) / 256 for whole numbers n below 65535
            Vector<uint> n = (sum * alpha + new Vector<uint>(255 * Half)) >> 16;
            return (n + Vector<uint>.One + (n >> 8)) >> 8;
        }
    }
}
