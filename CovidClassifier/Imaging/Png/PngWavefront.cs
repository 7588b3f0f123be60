using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CovidClassifier.Imaging.Png;

/// <summary>
/// Undoes the filters of eight rows of one-byte pixels at once, in place. A pixel waits for its left neighbour, so one row alone is one long chain; here row j
/// runs j pixels behind the row above it, and the eight pixels on the diagonal, which do not wait for each other, share a vector.
/// </summary>
internal static unsafe class PngWavefront
{
    /// <summary>Rows restored together.</summary>
    public const int Rows = 8;

    /// <summary>Zero bytes that must stand before each row: a row that runs behind begins in them.</summary>
    public const int Front = 8;

    /// <summary>Bytes that must exist behind each row, and behind the row above the first, of any content; those of the eight rows are overwritten.</summary>
    public const int Back = 16;

    /// <param name="filters">Filter byte of each row, 0 to 4.</param>
    /// <param name="rows">The rows, each as <see cref="Front"/> zeros, <paramref name="length"/> bytes and <see cref="Back"/> bytes.</param>
    /// <param name="above">The restored row above the first, zeros where there is none, and its <see cref="Back"/> bytes.</param>
    /// <param name="length">Bytes of a row.</param>
    public static void Undo(ReadOnlySpan<byte> filters, Span<byte> rows, ReadOnlySpan<byte> above, int length)
    {
        int slot = Front + length + Back;
        Vector128<short> isLeft = LanesWith(1, filters), isUp = LanesWith(2, filters), isMean = LanesWith(3, filters), isPaeth = LanesWith(4, filters);
        Vector128<short> toNextRow = Vector128.Create((byte)255, 255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13).AsInt16();
        Vector128<short> left = default, corner = default;
        Vector128<short> byteMask = Vector128.Create((short)255);
        ulong* block = stackalloc ulong[Rows];
        fixed (byte* start = rows[..(Rows * slot)], upper = above[..(length + Back)])
        {
            for (int x = 0; x < length + Rows - 1; x += Rows)
            {
                byte* first = start + Front + x;
                Load(first, slot - 1, block);
                for (int column = 0; column < Rows; column++)
                {
                    // the pixel above is what the row above restored one step ago
                    Vector128<short> up = Vector128.Shuffle(left.AsByte(), toNextRow.AsByte()).AsInt16()
                        | Vector128.CreateScalar((short)upper[x + column]);
                    Vector128<short> predicted = (left & isLeft) | (up & isUp) | (((left + up) >> 1) & isMean)
                        | (PngFilter.Paeth.Predict(left, up, corner) & isPaeth);
                    Vector128<short> difference = Vector128.WidenLower(Vector128.CreateScalarUnsafe(block[column]).AsByte()).AsInt16();
                    left = (difference + predicted) & byteMask;
                    corner = up;
                    block[column] = Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt64().ToScalar();
                }

                Store(block, first, slot - 1);
            }
        }
    }

    private static Vector128<short> LanesWith(byte filter, ReadOnlySpan<byte> filters)
    {
        Span<short> lanes = stackalloc short[Rows];
        for (int row = 0; row < Rows; row++)
        {
            lanes[row] = filters[row] == filter ? (short)-1 : (short)0;
        }

        return Vector128.Create<short>(lanes);
    }

    /// <summary>Eight columns: byte j of word i is byte i of row j.</summary>
    private static void Load(byte* first, int step, ulong* block)
    {
        ulong a = Read(first), b = Read(first + step), c = Read(first + 2 * step), d = Read(first + 3 * step);
        ulong e = Read(first + 4 * step), f = Read(first + 5 * step), g = Read(first + 6 * step), h = Read(first + 7 * step);
        Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        (block[0], block[1], block[2], block[3], block[4], block[5], block[6], block[7]) = (a, b, c, d, e, f, g, h);
    }

    private static void Store(ulong* block, byte* first, int step)
    {
        (ulong a, ulong b, ulong c, ulong d) = (block[0], block[1], block[2], block[3]);
        (ulong e, ulong f, ulong g, ulong h) = (block[4], block[5], block[6], block[7]);
        Transpose(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        Write(first, a);
        Write(first + step, b);
        Write(first + 2 * step, c);
        Write(first + 3 * step, d);
        Write(first + 4 * step, e);
        Write(first + 5 * step, f);
        Write(first + 6 * step, g);
        Write(first + 7 * step, h);
    }

    private static ulong Read(byte* bytes) => BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(bytes, sizeof(ulong)));

    private static void Write(byte* bytes, ulong word) => BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(bytes, sizeof(ulong)), word);

    /// <summary>Byte i of word j becomes byte j of word i (H. S. Warren, Hacker's Delight, section 7-3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref ulong a, ref ulong b, ref ulong c, ref ulong d, ref ulong e, ref ulong f, ref ulong g, ref ulong h)
    {
        const ulong halves = 0x00000000FFFFFFFF, quarters = 0x0000FFFF0000FFFF, bytes = 0x00FF00FF00FF00FF;
        Exchange(ref a, ref e, 32, halves);
        Exchange(ref b, ref f, 32, halves);
        Exchange(ref c, ref g, 32, halves);
        Exchange(ref d, ref h, 32, halves);
        Exchange(ref a, ref c, 16, quarters);
        Exchange(ref b, ref d, 16, quarters);
        Exchange(ref e, ref g, 16, quarters);
        Exchange(ref f, ref h, 16, quarters);
        Exchange(ref a, ref b, 8, bytes);
        Exchange(ref c, ref d, 8, bytes);
        Exchange(ref e, ref f, 8, bytes);
        Exchange(ref g, ref h, 8, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref ulong upper, ref ulong lower, int shift, ulong mask)
    {
        ulong difference = ((upper >> shift) ^ lower) & mask;
        lower ^= difference;
        upper ^= difference << shift;
    }
}
