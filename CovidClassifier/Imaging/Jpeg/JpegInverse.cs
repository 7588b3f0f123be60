using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// From a block's coefficients to its samples, at 8, 4, 2 or 1 samples per side: the whole-number transforms of libjpeg (jidctint.c and jidctred.c, after
/// Loeffler, Ligtenberg and Moschytz 1989), bit for bit, so that pictures stay what they were while libjpeg-turbo decoded them. Eight columns, or rows, at a
/// time.
/// </summary>
internal static unsafe class JpegInverse
{
    private const int ConstBits = 13, PassBits = 2, PassBitsOfTwelve = 1, BlockBits = 3;
    private const int Side = 8;
    private const int Middle = 128;

    // 2^13 times the factor in the name, rounded
    private const int F0298 = 2446, F0390 = 3196, F0541 = 4433, F0765 = 6270, F0899 = 7373, F1175 = 9633;
    private const int F1501 = 12_299, F1847 = 15_137, F1961 = 16_069, F2053 = 16_819, F2562 = 20_995, F3072 = 25_172;

    /// <summary>Writes a block's 8-bit samples.</summary>
    /// <param name="side">8, 4, 2 or 1.</param>
    /// <param name="block">64 coefficients, row by row.</param>
    /// <param name="steps">64 quantisation steps, row by row.</param>
    /// <param name="known">How many coefficients in file order hold all that are not zero.</param>
    /// <param name="samples">Takes the samples.</param>
    /// <param name="stride">From one row of them to the next.</param>
    public static void Write(int side, short* block, int* steps, int known, byte* samples, int stride)
    {
        if (known <= 1 || side == 1)
        {
            byte value = Clamp((block[0] * steps[0] + (1 << (BlockBits - 1))) >> BlockBits);
            for (int y = 0; y < side; y++)
            {
                new Span<byte>(samples + y * stride, side).Fill(value);
            }
        }
        else if (side == Side)
        {
            Vector256<int>* rows = stackalloc Vector256<int>[Side];
            Transform(block, steps, rows, PassBits);
            for (int y = 0; y < Side; y++)
            {
                Vector256<int> row = Vector256.Min(Vector256.Max(rows[y] + Vector256.Create(Middle), Vector256<int>.Zero), Vector256.Create(255));
                Vector128<ushort> narrow = Vector128.Narrow(row.GetLower(), row.GetUpper()).AsUInt16();
                *(ulong*)(samples + y * stride) = Vector128.Narrow(narrow, narrow).AsUInt64().ToScalar();
            }
        }
        else if (side == 4)
        {
            WriteHalf(block, steps, samples, stride);
        }
        else
        {
            WriteQuarter(block, steps, samples, stride);
        }
    }

    /// <summary>Writes a block's 12-bit samples, at 8 per side.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    public static void WriteTwelve(short* block, int* steps, ushort* samples, int stride)
    {
        Vector256<int>* rows = stackalloc Vector256<int>[Side];
        Transform(block, steps, rows, PassBitsOfTwelve);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                samples[y * stride + x] = (ushort)Math.Clamp(rows[y][x] + 2048, 0, 4095);
            }
        }
    }

    private static void Transform(short* block, int* steps, Vector256<int>* rows, int passBits)
    {
        for (int y = 0; y < Side; y++)
        {
            rows[y] = Row(block, steps, y);
        }

        Pass(rows, ConstBits - passBits);
        Transpose(rows);
        Pass(rows, ConstBits + passBits + BlockBits);
        Transpose(rows);
    }

    private static void Pass(Vector256<int>* v, int shift)
    {
        Vector256<int> z = (v[2] + v[6]) * F0541;
        Vector256<int> even2 = z - v[6] * F1847, even3 = z + v[2] * F0765;
        Vector256<int> even0 = (v[0] + v[4]) << ConstBits, even1 = (v[0] - v[4]) << ConstBits;
        Vector256<int> half = Vector256.Create(1 << (shift - 1));
        Vector256<int> sum0 = even0 + even3 + half, sum3 = even0 - even3 + half, sum1 = even1 + even2 + half, sum2 = even1 - even2 + half;

        Vector256<int> z5 = (v[7] + v[3] + v[5] + v[1]) * F1175;
        Vector256<int> z1 = (v[7] + v[1]) * -F0899, z2 = (v[5] + v[3]) * -F2562;
        Vector256<int> z3 = z5 - (v[7] + v[3]) * F1961, z4 = z5 - (v[5] + v[1]) * F0390;
        Vector256<int> odd0 = v[7] * F0298 + z1 + z3, odd1 = v[5] * F2053 + z2 + z4, odd2 = v[3] * F3072 + z2 + z3, odd3 = v[1] * F1501 + z1 + z4;

        v[0] = (sum0 + odd3) >> shift;
        v[7] = (sum0 - odd3) >> shift;
        v[1] = (sum1 + odd2) >> shift;
        v[6] = (sum1 - odd2) >> shift;
        v[2] = (sum2 + odd1) >> shift;
        v[5] = (sum2 - odd1) >> shift;
        v[3] = (sum3 + odd0) >> shift;
        v[4] = (sum3 - odd0) >> shift;
    }

    private static void WriteHalf(short* block, int* steps, byte* samples, int stride)
    {
        const int shift = ConstBits - PassBits + 1;
        const int f0211 = 1730, f0509 = 4176, f0601 = 4926, f1061 = 8697, f1451 = 11_893, f2172 = 17_799;
        Vector256<int> r1 = Row(block, steps, 1), r3 = Row(block, steps, 3), r5 = Row(block, steps, 5), r7 = Row(block, steps, 7);
        Vector256<int> even = Row(block, steps, 0) << (ConstBits + 1), turn = Row(block, steps, 2) * F1847 - Row(block, steps, 6) * F0765;
        Vector256<int> odd0 = r5 * f1451 - r7 * f0211 - r3 * f2172 + r1 * f1061, odd2 = r3 * F0899 - r7 * f0509 - r5 * f0601 + r1 * F2562;
        Vector256<int> half = Vector256.Create(1 << (shift - 1));
        Vector256<int>* rows = stackalloc Vector256<int>[4];
        rows[0] = (even + turn + odd2 + half) >> shift;
        rows[3] = (even + turn - odd2 + half) >> shift;
        rows[1] = (even - turn + odd0 + half) >> shift;
        rows[2] = (even - turn - odd0 + half) >> shift;
        for (int y = 0; y < 4; y++)
        {
            const int last = ConstBits + PassBits + BlockBits + 1;
            int* w = (int*)(rows + y);
            byte* row = samples + y * stride;
            int rowEven = (w[0] << (ConstBits + 1)) + (1 << (last - 1)), rowTurn = w[2] * F1847 - w[6] * F0765;
            int rowOdd0 = w[5] * f1451 - w[7] * f0211 - w[3] * f2172 + w[1] * f1061, rowOdd2 = w[3] * F0899 - w[7] * f0509 - w[5] * f0601 + w[1] * F2562;
            row[0] = Clamp((rowEven + rowTurn + rowOdd2) >> last);
            row[3] = Clamp((rowEven + rowTurn - rowOdd2) >> last);
            row[1] = Clamp((rowEven - rowTurn + rowOdd0) >> last);
            row[2] = Clamp((rowEven - rowTurn - rowOdd0) >> last);
        }
    }

    private static void WriteQuarter(short* block, int* steps, byte* samples, int stride)
    {
        const int shift = ConstBits - PassBits + 2, last = ConstBits + PassBits + BlockBits + 2;
        const int f0720 = 5906, f0850 = 6967, f1272 = 10_426, f3624 = 29_692;
        Vector256<int> even = (Row(block, steps, 0) << (ConstBits + 2)) + Vector256.Create(1 << (shift - 1));
        Vector256<int> odd = Row(block, steps, 5) * f0850 - Row(block, steps, 7) * f0720 - Row(block, steps, 3) * f1272 + Row(block, steps, 1) * f3624;
        Vector256<int> factors = Vector256.Create(0, f3624, 0, -f1272, 0, f0850, 0, -f0720);
        WritePair((even + odd) >> shift, samples);
        WritePair((even - odd) >> shift, samples + stride);

        void WritePair(Vector256<int> row, byte* pair)
        {
            int rowEven = (row.ToScalar() << (ConstBits + 2)) + (1 << (last - 1)), rowOdd = Vector256.Sum(row * factors);
            pair[0] = Clamp((rowEven + rowOdd) >> last);
            pair[1] = Clamp((rowEven - rowOdd) >> last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Row(short* block, int* steps, int y) =>
        Vector256.WidenLower(Vector128.Load(block + y * Side).ToVector256Unsafe()) * Vector256.Load(steps + y * Side);

    private static void Transpose(Vector256<int>* v)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            int* values = (int*)v;
            for (int y = 0; y < Side; y++)
            {
                for (int x = 0; x < y; x++)
                {
                    (values[y * Side + x], values[x * Side + y]) = (values[x * Side + y], values[y * Side + x]);
                }
            }

            return;
        }

        for (int i = 0; i < 4; i++)
        {
            (Vector256<int> a, Vector256<int> b) = (v[i], v[i + 4]);
            v[i] = Vector256.Create(a.GetLower(), b.GetLower());
            v[i + 4] = Vector256.Create(a.GetUpper(), b.GetUpper());
        }

        Vector256<long> evenPairs = Vector256.Create(-1L, 0, -1, 0), evens = Vector256.Create(0xFFFF_FFFFL);
        for (int i = 0; i < Side; i += (i & 1) == 0 ? 1 : 3)
        {
            (Vector256<long> a, Vector256<long> b) = (v[i].AsInt64(), v[i + 2].AsInt64());
            v[i] = Vector256.ConditionalSelect(evenPairs, a, Vector256.Shuffle(b, Vector256.Create(1L, 0, 3, 2))).AsInt32();
            v[i + 2] = Vector256.ConditionalSelect(evenPairs, Vector256.Shuffle(a, Vector256.Create(1L, 0, 3, 2)), b).AsInt32();
        }

        for (int i = 0; i < Side; i += 2)
        {
            (Vector256<long> a, Vector256<long> b) = (v[i].AsInt64(), v[i + 1].AsInt64());
            v[i] = ((a & evens) | (b << 32)).AsInt32();
            v[i + 1] = ((a >>> 32) | (b & ~evens)).AsInt32();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clamp(int value) => (byte)Math.Clamp(value + Middle, 0, 255);
}
