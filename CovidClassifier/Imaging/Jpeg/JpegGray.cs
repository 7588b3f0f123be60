using System.Numerics;
using System.Runtime.CompilerServices;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// Gray of a JPEG's rows, pushed into a <see cref="Stretch"/>. Colours become R, G, B by libjpeg's whole-number formula (jdcolor.c, after ITU-T T.871) and gray
/// by <see cref="Luma"/>.
/// </summary>
internal sealed class JpegGray(JpegColour colour, int width, Stretch stretch) : IJpegRows
{
    // 2^16 times the factor in the name, rounded
    private const int F0344 = 22_554, F0714 = 46_802, F1402 = 91_881, F1772 = 116_130;
    private const int Shift = 16, Half = 1 << (Shift - 1), Middle = 128;

    private readonly byte[] _gray = new byte[width];
    private readonly byte[] _rgb = new byte[colour == JpegColour.Gray ? 0 : 3 * width];

    public void Take(IReadOnlyList<JpegPlane> planes, int y)
    {
        ReadOnlySpan<byte> first = planes[0].Row(y);
        if (colour == JpegColour.Gray)
        {
            stretch.Push(first);
            return;
        }

        ReadOnlySpan<byte> second = planes[1].Row(y), third = planes[2].Row(y);
        if (colour == JpegColour.YCbCr)
        {
            FromYCbCr(first, second, third, _gray);
        }
        else if (colour == JpegColour.Rgb)
        {
            for (int x = 0; x < _gray.Length; x++)
            {
                _gray[x] = Luma.Of(first[x], second[x], third[x]);
            }
        }
        else
        {
            FromFour(first, second, third, planes[3].Row(y));
        }

        stretch.Push(_gray);
    }

    /// <summary>Gray of luma and chroma.</summary>
    internal static void FromYCbCr(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> blue, ReadOnlySpan<byte> red, Span<byte> gray)
    {
        int x = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; x <= gray.Length - Vector<byte>.Count; x += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(luma[x..]), out Vector<ushort> lumaLow, out Vector<ushort> lumaHigh);
                Vector.Widen(new Vector<byte>(blue[x..]), out Vector<ushort> blueLow, out Vector<ushort> blueHigh);
                Vector.Widen(new Vector<byte>(red[x..]), out Vector<ushort> redLow, out Vector<ushort> redHigh);
                Vector.Narrow(Gray(lumaLow, blueLow, redLow), Gray(lumaHigh, blueHigh, redHigh)).CopyTo(gray[x..]);
            }
        }

        for (; x < gray.Length; x++)
        {
            (byte r, byte g, byte b) = Rgb(luma[x], blue[x], red[x]);
            gray[x] = Luma.Of(r, g, b);
        }
    }

    /// <summary>Red, green and blue of luma and chroma.</summary>
    internal static (byte Red, byte Green, byte Blue) Rgb(int luma, int blue, int red)
    {
        (blue, red) = (blue - Middle, red - Middle);
        return (Clamp(luma + ((F1402 * red + Half) >> Shift)), Clamp(luma + ((-F0344 * blue - F0714 * red + Half) >> Shift)),
            Clamp(luma + ((F1772 * blue + Half) >> Shift)));
    }

    private void FromFour(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, ReadOnlySpan<byte> black)
    {
        for (int x = 0; x < _gray.Length; x++)
        {
            (byte c, byte m, byte y) = (first[x], second[x], third[x]);
            if (colour == JpegColour.Ycck)
            {
                (byte r, byte g, byte b) = Rgb(c, m, y);
                (c, m, y) = ((byte)(255 - r), (byte)(255 - g), (byte)(255 - b));
            }

            _gray[x] = Luma.Of(Over(c, black[x]), Over(m, black[x]), Over(y, black[x]));
        }
    }

    /// <summary>Inverted ink over inverted black is a light.</summary>
    private static uint Over(uint ink, uint black) => (2 * ink * black + 255) / 510;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ushort> Gray(Vector<ushort> luma, Vector<ushort> blue, Vector<ushort> red)
    {
        Vector.Widen(luma, out Vector<uint> lumaLow, out Vector<uint> lumaHigh);
        Vector.Widen(blue, out Vector<uint> blueLow, out Vector<uint> blueHigh);
        Vector.Widen(red, out Vector<uint> redLow, out Vector<uint> redHigh);
        return Vector.Narrow(Gray(lumaLow, blueLow, redLow), Gray(lumaHigh, blueHigh, redHigh));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Gray(Vector<uint> luma, Vector<uint> blue, Vector<uint> red)
    {
        Vector<int> y = Vector.AsVectorInt32(luma), cb = Vector.AsVectorInt32(blue) - new Vector<int>(Middle),
            cr = Vector.AsVectorInt32(red) - new Vector<int>(Middle);
        var half = new Vector<int>(Half);
        Vector<uint> r = Clamp(y + Vector.ShiftRightArithmetic(cr * F1402 + half, Shift));
        Vector<uint> g = Clamp(y + Vector.ShiftRightArithmetic(half - cb * F0344 - cr * F0714, Shift));
        Vector<uint> b = Clamp(y + Vector.ShiftRightArithmetic(cb * F1772 + half, Shift));
        return Luma.Of(r, g, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Clamp(Vector<int> value) => Vector.AsVectorUInt32(Vector.Min(Vector.Max(value, Vector<int>.Zero), new Vector<int>(255)));

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);
}
