using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace CovidClassifier.Imaging;

/// <summary>Undoes PNG's five row filters (ISO/IEC 15948, section 9) in place.</summary>
internal static class PngFilter
{
    /// <summary>Bytes that must exist behind both rows: the vector path reads whole words.</summary>
    public const int Padding = 8;

    /// <summary>Restores <paramref name="row"/> from its differences.</summary>
    /// <param name="filter">The row's filter byte.</param>
    /// <param name="row">The row, followed by <see cref="Padding"/> more bytes of any content, which keep their value.</param>
    /// <param name="above">The restored row above, zeros for the first; same length as <paramref name="row"/>.</param>
    /// <param name="pixelBytes">Bytes of a pixel, 1 where pixels are smaller than a byte.</param>
    /// <returns>False where <paramref name="filter"/> is none of the five.</returns>
    public static bool Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                Sub(row[..^Padding], pixelBytes);
                return true;
            case 2:
                Up(row[..^Padding], above);
                return true;
            case 3:
                Average(row[..^Padding], above, pixelBytes);
                return true;
            case 4:
                Paeth(row, above, pixelBytes);
                return true;
            default:
                return false;
        }
    }

    private static void Sub(Span<byte> row, int pixelBytes)
    {
        for (int i = pixelBytes; i < row.Length; i++)
        {
            row[i] += row[i - pixelBytes];
        }
    }

    private static void Up(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    private static void Average(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (int i = 0; i < pixelBytes; i++)
        {
            row[i] += (byte)(above[i] >> 1);
        }

        for (int i = pixelBytes; i < row.Length; i++)
        {
            row[i] += (byte)((row[i - pixelBytes] + above[i]) >> 1);
        }
    }

    private static void Paeth(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        if (pixelBytes == 1)
        {
            PaethBytes(row[..^Padding], above);
        }
        else if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            PaethPixels(row, above, pixelBytes);
        }
        else
        {
            PaethPortable(row[..^Padding], above, pixelBytes);
        }
    }

    private static void PaethBytes(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int left = 0;
        int corner = 0;
        above = above[..row.Length];
        for (int i = 0; i < row.Length; i++)
        {
            int up = above[i];
            left = (byte)(row[i] + Predict(left, up, corner));
            row[i] = (byte)left;
            corner = up;
        }
    }

    internal static void PaethPortable(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (int i = 0; i < pixelBytes; i++)
        {
            row[i] += above[i];
        }

        for (int i = pixelBytes; i < row.Length; i++)
        {
            row[i] += (byte)Predict(row[i - pixelBytes], above[i], above[i - pixelBytes]);
        }
    }

    // one pixel's channels side by side in 16-bit lanes; pixels depend on their left neighbour, channels do not depend on each other
    private static void PaethPixels(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        ulong pixelMask = ulong.MaxValue >> (64 - 8 * pixelBytes);
        Vector128<short> left = default;
        Vector128<short> corner = default;
        for (int i = 0; i < row.Length - Padding; i += pixelBytes)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(row[i..]);
            Vector128<short> up = Lanes(BinaryPrimitives.ReadUInt64LittleEndian(above[i..]));
            Vector128<short> toUp = up - corner;
            Vector128<short> toLeft = left - corner;
            Vector128<short> leftError = Vector128.Abs(toUp);
            Vector128<short> upError = Vector128.Abs(toLeft);
            Vector128<short> cornerError = Vector128.Abs(toUp + toLeft);
            Vector128<short> least = Vector128.Min(leftError, Vector128.Min(upError, cornerError));
            Vector128<short> predicted = Vector128.ConditionalSelect(
                Vector128.Equals(leftError, least), left, Vector128.ConditionalSelect(Vector128.Equals(upError, least), up, corner));
            left = (Lanes(word) + predicted) & Vector128.Create((short)255);
            ulong restored = Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt64().ToScalar();
            BinaryPrimitives.WriteUInt64LittleEndian(row[i..], (restored & pixelMask) | (word & ~pixelMask));
            corner = up;
        }
    }

    private static Vector128<short> Lanes(ulong bytes) => Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsByte()).AsInt16();

    private static int Predict(int left, int up, int corner)
    {
        int leftError = Math.Abs(up - corner);
        int upError = Math.Abs(left - corner);
        int cornerError = Math.Abs(left + up - 2 * corner);
        int second = upError <= cornerError ? up : corner;
        return leftError <= upError && leftError <= cornerError ? left : second;
    }
}
