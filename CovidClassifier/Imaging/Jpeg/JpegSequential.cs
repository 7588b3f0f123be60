using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Reads a block of a sequential scan (ITU-T T.81, F.2.2).</summary>
internal static unsafe class JpegSequential
{
    private const int LargestSize = 15, ZeroRun = 15, Last = JpegZigzag.Count - 1;

    /// <summary>Looks for one filling of the bit buffer.</summary>
    private const int Looks = 4;

    /// <param name="bits">The scan's data.</param>
    /// <param name="dc">Table of the DC difference.</param>
    /// <param name="ac">Table of the AC coefficients.</param>
    /// <param name="previous">DC of the component's last block, then of this one.</param>
    /// <param name="mostDc">No picture has a DC beyond, of either sign.</param>
    /// <param name="block">64 zeros; takes the coefficients, row by row.</param>
    /// <returns>How many coefficients in file order hold all that are not zero, or -1 where the data stand for no block.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ReadBlock(ref JpegBits bits, JpegHuffman dc, JpegHuffman ac, ref int previous, int mostDc, short* block)
    {
        bits.Fill();
        int size = bits.Symbol(dc);
        if (size is < 0 or > LargestSize)
        {
            return -1;
        }

        if (size > 0)
        {
            previous += JpegBits.Extended((int)bits.Take(size), size);
        }

        if (Math.Abs(previous) > mostDc)
        {
            return -1;
        }

        block[0] = (short)previous;
        return ReadAc(ref bits, ac, block);
    }

    private static int ReadAc(ref JpegBits bits, JpegHuffman table, short* block)
    {
        int k = 0;
        while (k < Last)
        {
            fixed (ulong* pairs = table.Pairs)
            {
                k = ReadPairs(ref bits, pairs, k, block);
            }

            if (k >= Last)
            {
                break;
            }

            if (bits.Count < Looks * JpegHuffman.LookBits)
            {
                bits.FillBytes();
                continue;
            }

            int symbol = bits.Symbol(table);
            int size = symbol & 15, run = symbol >> 4;
            if (symbol < 0)
            {
                return -1;
            }

            if (size == 0 && run < ZeroRun)
            {
                return k + 1;
            }

            k += run + 1;
            if (size > 0)
            {
                block[JpegZigzag.Places[k]] = (short)JpegBits.Extended((int)bits.Take(size), size);
            }
        }

        return k > Last ? -1 : k + 1;
    }

    /// <summary>
    /// Reads coefficients until the last one is there, or a look does not give one. No calls, few variables: they must all fit into the processor's registers.
    /// </summary>
    /// <returns>The last coefficient's number in file order.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int ReadPairs(ref JpegBits bits, ulong* pairs, int k, short* block)
    {
        ulong buffer = bits.Buffer;
        int count = bits.Count;
        byte* next = bits.Next, lastWord = bits.LastLongWord;
        while (true)
        {
            ulong word;
            if (next <= lastWord && !JpegBits.HasMark(word = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(next))))
            {
                buffer |= word >> count;
                next += (63 - count) >> 3;
                count |= JpegBits.Full;
            }
            else if (count < Looks * JpegHuffman.LookBits)
            {
                break;
            }

            if (!TakePair(pairs, ref buffer, ref count, ref k, block) || !TakePair(pairs, ref buffer, ref count, ref k, block)
                || !TakePair(pairs, ref buffer, ref count, ref k, block) || !TakePair(pairs, ref buffer, ref count, ref k, block))
            {
                break;
            }
        }

        (bits.Buffer, bits.Count) = (buffer, count);
        bits.Next = next;
        return k;
    }

    /// <summary>Takes one or two coefficients.</summary>
    /// <returns>False where there is none in this look, or no more in the block.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakePair(ulong* pairs, ref ulong buffer, ref int count, ref int k, short* block)
    {
        ref byte places = ref MemoryMarshal.GetReference(JpegZigzag.Places);
        ulong pair = pairs[buffer >> (64 - JpegHuffman.LookBits)];
        if (pair == 0)
        {
            return false;
        }

        k += (byte)(pair >> JpegHuffman.FirstDistance);
        block[Unsafe.Add(ref places, k)] = (short)(pair >> JpegHuffman.FirstValue);
        if (k >= Last)
        {
            // what follows is of another block
            buffer <<= (int)(pair >> JpegHuffman.FirstBits);
            count -= (byte)(pair >> JpegHuffman.FirstBits);
            return false;
        }

        k += (byte)(pair >> JpegHuffman.SecondDistance);
        block[Unsafe.Add(ref places, k)] = (short)(pair >> JpegHuffman.SecondValue);
        buffer <<= (int)pair;
        count -= (byte)pair;
        return k < Last;
    }
}
