using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CovidClassifier.Imaging.Png;

/// <summary>
/// Undoes the filters of eight rows of one-byte pixels at once, in place. A pixel waits for its left neighbour, so one row alone is one long chain; here row j
/// runs j pixels behind the row above it, and the eight pixels on the diagonal, which do not wait for each other, share a vector.
/// </summary>
internal static class PngWavefront
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
        Span<ulong> block = stackalloc ulong[Rows];
        for (int x = 0; x < length + Rows - 1; x += Rows)
        {
            for (int row = 0; row < Rows; row++)
            {
                block[row] = BinaryPrimitives.ReadUInt64LittleEndian(rows[(row * slot + Front + x - row)..]);
            }

            Transpose(block);
            ReadOnlySpan<byte> first = above.Slice(x, Rows);
            for (int column = 0; column < Rows; column++)
            {
                // the pixel above is what the row above restored one step ago
                Vector128<short> up = Vector128.Shuffle(left.AsByte(), toNextRow.AsByte()).AsInt16() | Vector128.CreateScalar((short)first[column]);
                Vector128<short> predicted = (left & isLeft) | (up & isUp) | (((left + up) >> 1) & isMean)
                    | (PngFilter.Paeth.Predict(left, up, corner) & isPaeth);
                Vector128<short> difference = Vector128.WidenLower(Vector128.CreateScalarUnsafe(block[column]).AsByte()).AsInt16();
                left = (difference + predicted) & byteMask;
                corner = up;
                block[column] = Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt64().ToScalar();
            }

            Transpose(block);
            for (int row = 0; row < Rows; row++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(rows[(row * slot + Front + x - row)..], block[row]);
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

    /// <summary>Byte i of word j becomes byte j of word i (H. S. Warren, Hacker's Delight, section 7-3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Span<ulong> block)
    {
        for (int row = 0; row < 4; row++)
        {
            Exchange(block, row, row + 4, 32, 0x00000000FFFFFFFF);
        }

        for (int row = 0; row < 4; row++)
        {
            int upper = row + (row & 2);
            Exchange(block, upper, upper + 2, 16, 0x0000FFFF0000FFFF);
        }

        for (int row = 0; row < Rows; row += 2)
        {
            Exchange(block, row, row + 1, 8, 0x00FF00FF00FF00FF);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(Span<ulong> block, int upper, int lower, int shift, ulong mask)
    {
        ulong difference = ((block[upper] >> shift) ^ block[lower]) & mask;
        block[lower] ^= difference;
        block[upper] ^= difference << shift;
    }
}
