using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CovidClassifier.Augmentation;

/// <summary>
/// Samples one image bilinearly along straight lines, edges repeated outwards, and scales brightness. Every path does the same whole-number
/// steps and so gives the same bytes: weights of 14 bits, a horizontal blend kept to 7 fraction bits, a vertical blend; then either rounding
/// (brightness 1) or, as Keras, cutting, multiplying in single precision and cutting again.
/// </summary>
internal readonly ref struct BilinearSampler
{
    private const int WeightBits = AffineMap.WeightBits;
    private const int One = 1 << WeightBits;
    private const int BlendBits = 7;
    private const int BlendShift = WeightBits - BlendBits;
    private const int BlendHalf = 1 << (BlendShift - 1);
    private const int ResultShift = WeightBits + BlendBits;

    private readonly ReadOnlySpan<ushort> _pairs;
    private readonly int _stride;
    private readonly int _fractionBits;
    private readonly int _lastColumn;
    private readonly int _lastRow;
    private readonly int _rounding;
    private readonly float _brightness;

    /// <param name="pairs">The image as <see cref="FillPairs"/> lays it out.</param>
    /// <param name="width">Width of the image.</param>
    /// <param name="height">Height of the image.</param>
    /// <param name="fractionBits">Fraction bits of positions.</param>
    /// <param name="brightness">Factor on gray values; 1 leaves them.</param>
    public BilinearSampler(ReadOnlySpan<ushort> pairs, int width, int height, int fractionBits, double brightness)
    {
        _stride = width + 1;
        _pairs = pairs[..(_stride * height)];
        _fractionBits = fractionBits;
        _lastColumn = (width - 1) << fractionBits;
        _lastRow = (height - 1) << fractionBits;
        _brightness = (float)brightness;
        _rounding = brightness == 1 ? 1 << (ResultShift - 1) : 0;
    }

    /// <summary>Numbers that <see cref="FillPairs"/> writes for an image of this size.</summary>
    public static int PairsLength(int width, int height) => checked((width + 1) * height);

    /// <summary>
    /// Lays each pixel beside the one below it (low and high byte), one column wider than the image, so that one 32-bit load gives all four
    /// neighbours of a position.
    /// </summary>
    public static void FillPairs(ReadOnlySpan<byte> source, int width, int height, Span<ushort> pairs)
    {
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> upper = source.Slice(y * width, width);
            ReadOnlySpan<byte> lower = y + 1 < height ? source.Slice((y + 1) * width, width) : upper;
            Span<ushort> row = pairs.Slice(y * (width + 1), width + 1);
            int x = 0;
            for (; x <= width - Vector<byte>.Count; x += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(upper[x..]), out Vector<ushort> upperLow, out Vector<ushort> upperHigh);
                Vector.Widen(new Vector<byte>(lower[x..]), out Vector<ushort> lowerLow, out Vector<ushort> lowerHigh);
                (upperLow | (lowerLow << 8)).CopyTo(row[x..]);
                (upperHigh | (lowerHigh << 8)).CopyTo(row[(x + Vector<ushort>.Count)..]);
            }

            for (; x < width; x++)
            {
                row[x] = (ushort)(upper[x] | lower[x] << 8);
            }

            row[width] = row[width - 1];
        }
    }

    /// <summary>Samples a line on the fastest path of this machine.</summary>
    /// <param name="row">Input row of the first sample, in fixed point.</param>
    /// <param name="column">Input column of the first sample.</param>
    /// <param name="rowStep">Movement of the row from sample to sample.</param>
    /// <param name="columnStep">Movement of the column from sample to sample.</param>
    /// <param name="destination">Takes one byte per sample.</param>
    public void Sample(int row, int column, int rowStep, int columnStep, Span<byte> destination)
    {
        int done = Avx2.IsSupported ? SampleAvx2(row, column, rowStep, columnStep, destination) : 0;
        SamplePortable(row + done * rowStep, column + done * columnStep, rowStep, columnStep, destination[done..]);
    }

    /// <summary>Samples a line on the path that every machine has.</summary>
    public void SamplePortable(int row, int column, int rowStep, int columnStep, Span<byte> destination)
    {
        int cut = _fractionBits - WeightBits;
        for (int i = 0; i < destination.Length; i++, row += rowStep, column += columnStep)
        {
            int y = Math.Clamp(row, 0, _lastRow);
            int x = Math.Clamp(column, 0, _lastColumn);
            int across = (x >> cut) & (One - 1);
            int down = (y >> cut) & (One - 1);
            int at = (y >> _fractionBits) * _stride + (x >> _fractionBits);
            int left = _pairs[at];
            int right = _pairs[at + 1];
            int upper = ((left & 255) * (One - across) + (right & 255) * across + BlendHalf) >> BlendShift;
            int lower = ((left >> 8) * (One - across) + (right >> 8) * across + BlendHalf) >> BlendShift;
            int value = (upper * (One - down) + lower * down + _rounding) >> ResultShift;
            destination[i] = (byte)(_rounding != 0 ? value : Math.Min(255, (int)(value * _brightness)));
        }
    }

    private unsafe int SampleAvx2(int row, int column, int rowStep, int columnStep, Span<byte> destination)
    {
        Vector256<int> lane = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        Vector256<int> rows = Vector256.Create(row) + lane * rowStep;
        Vector256<int> columns = Vector256.Create(column) + lane * columnStep;
        Vector256<int> rowsStep = Vector256.Create(8 * rowStep);
        Vector256<int> columnsStep = Vector256.Create(8 * columnStep);
        int done = 0;
        fixed (ushort* pairs = _pairs)
        {
            for (; done <= destination.Length - 16; done += 16)
            {
                Vector256<int> first = Eight(pairs, rows, columns);
                rows += rowsStep;
                columns += columnsStep;
                Vector256<int> second = Eight(pairs, rows, columns);
                rows += rowsStep;
                columns += columnsStep;
                Vector256<ushort> both = Vector256.Narrow(first.AsUInt32(), second.AsUInt32());
                Vector128.Narrow(both.GetLower(), both.GetUpper()).CopyTo(destination[done..]);
            }
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe Vector256<int> Eight(ushort* pairs, Vector256<int> rows, Vector256<int> columns)
    {
        int cut = _fractionBits - WeightBits;
        Vector256<int> y = Vector256.Min(Vector256.Max(rows, Vector256<int>.Zero), Vector256.Create(_lastRow));
        Vector256<int> x = Vector256.Min(Vector256.Max(columns, Vector256<int>.Zero), Vector256.Create(_lastColumn));
        Vector256<int> at = (y >> _fractionBits) * _stride + (x >> _fractionBits);
        Vector256<int> four = Avx2.GatherVector256((int*)pairs, at, sizeof(ushort));
        Vector256<short> across = Weights((x >> cut) & Vector256.Create(One - 1));
        Vector256<short> down = Weights((y >> cut) & Vector256.Create(One - 1));
        Vector256<int> mask = Vector256.Create(0x00FF00FF);
        Vector256<int> upper = (Avx2.MultiplyAddAdjacent((four & mask).AsInt16(), across) + Vector256.Create(BlendHalf)) >> BlendShift;
        Vector256<int> lower = (Avx2.MultiplyAddAdjacent(((four >> 8) & mask).AsInt16(), across) + Vector256.Create(BlendHalf)) >> BlendShift;
        Vector256<int> value = (Avx2.MultiplyAddAdjacent((upper | (lower << 16)).AsInt16(), down) + Vector256.Create(_rounding)) >> ResultShift;
        return _rounding != 0 ? value : Brighten(value);
    }

    private Vector256<int> Brighten(Vector256<int> value) =>
        Vector256.Min(Avx.ConvertToVector256Int32WithTruncation(Avx.ConvertToVector256Single(value) * _brightness), Vector256.Create(255));

    private static Vector256<short> Weights(Vector256<int> fraction) => ((Vector256.Create(One) - fraction) | (fraction << 16)).AsInt16();
}
