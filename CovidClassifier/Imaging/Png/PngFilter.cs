using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CovidClassifier.Imaging.Png;

/// <summary>
/// Undoes PNG's five row filters (ISO/IEC 15948, section 9) in place. Where a pixel depends on its left neighbour, its channels are restored
/// side by side in 16-bit lanes, without branches: noise in an X-ray would mispredict every other one.
/// </summary>
internal static class PngFilter
{
    /// <summary>Bytes that must exist behind both rows, of any content: pixels are loaded as 8 bytes.</summary>
    public const int Padding = 8;

    /// <summary>The highest filter byte that the standard knows; the lowest is 0.</summary>
    public const byte Last = 4;

    internal interface IPredictor
    {
        static abstract Vector128<short> Predict(Vector128<short> left, Vector128<short> up, Vector128<short> corner);
    }

    /// <summary>Restores <paramref name="row"/> from its differences.</summary>
    /// <param name="filter">The row's filter byte.</param>
    /// <param name="row">The row and <see cref="Padding"/> more bytes, which keep their value.</param>
    /// <param name="above">The restored row above, zeros for the first, and its padding.</param>
    /// <param name="pixelBytes">Bytes of a pixel, 1 where pixels are smaller than a byte.</param>
    /// <returns>False where <paramref name="filter"/> is none of the five.</returns>
    public static bool Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                UndoPixels<Left>(row, above, pixelBytes);
                return true;
            case 2:
                UndoUp(row[..^Padding], above);
                return true;
            case 3:
                UndoPixels<Mean>(row, above, pixelBytes);
                return true;
            case 4:
                UndoPixels<Paeth>(row, above, pixelBytes);
                return true;
            default:
                return false;
        }
    }

    private static void UndoUp(Span<byte> row, ReadOnlySpan<byte> above)
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

    private static void UndoPixels<TPredictor>(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
        where TPredictor : struct, IPredictor
    {
        Vector128<short> left = default;
        Vector128<short> corner = default;
        Vector128<short> byteMask = Vector128.Create((short)255);
        for (int i = 0; i < row.Length - Padding; i += pixelBytes)
        {
            Vector128<short> up = Load(above[i..]);
            left = (Load(row[i..]) + TPredictor.Predict(left, up, corner)) & byteMask;
            corner = up;
            Store(row[i..], left, pixelBytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<short> Load(ReadOnlySpan<byte> bytes) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(BinaryPrimitives.ReadUInt64LittleEndian(bytes)).AsByte()).AsInt16();

    // exactly the pixel's bytes: a wider store would stall the next pixel's load, which overlaps it
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<byte> bytes, Vector128<short> lanes, int pixelBytes)
    {
        ulong pixel = Vector128.Narrow(lanes.AsUInt16(), lanes.AsUInt16()).AsUInt64().ToScalar();
        switch (pixelBytes)
        {
            case 1:
                bytes[0] = (byte)pixel;
                break;
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)pixel);
                break;
            case 3:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)pixel);
                bytes[2] = (byte)(pixel >> 16);
                break;
            case 4:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)pixel);
                break;
            case 6:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)pixel);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], (ushort)(pixel >> 32));
                break;
            default:
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, pixel);
                break;
        }
    }

    private readonly struct Left : IPredictor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Predict(Vector128<short> left, Vector128<short> up, Vector128<short> corner) => left;
    }

    private readonly struct Mean : IPredictor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Predict(Vector128<short> left, Vector128<short> up, Vector128<short> corner) => (left + up) >> 1;
    }

    /// <summary>
    /// Of left, up and corner the one nearest to left + up - corner. That is the smaller of left and up where the corner lies so high that
    /// 3 corner - left - up reaches the larger, the larger where it falls to the smaller, and the corner in between.
    /// </summary>
    internal readonly struct Paeth : IPredictor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<short> Predict(Vector128<short> left, Vector128<short> up, Vector128<short> corner)
        {
            Vector128<short> pull = corner + corner + corner - up - left;
            Vector128<short> low = Vector128.Min(left, up);
            Vector128<short> high = Vector128.Max(left, up);
            Vector128<short> lowOrCorner = Vector128.ConditionalSelect(Vector128.GreaterThan(high, pull), corner, low);
            return Vector128.ConditionalSelect(Vector128.GreaterThan(pull, low), lowOrCorner, high);
        }
    }
}
