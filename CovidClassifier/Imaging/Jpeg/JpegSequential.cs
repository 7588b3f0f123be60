using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Reads a block of a sequential scan (ITU-T T.81, F.2.2).</summary>
internal static unsafe class JpegSequential
{
    private const int LargestSize = 15;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ReadAc(ref JpegBits bits, JpegHuffman table, short* block)
    {
        // the reader's state in locals: it changes with every coefficient
        ulong buffer = bits.Buffer;
        int count = bits.Count;
        byte* next = bits.Next;
        byte* lastWord = bits.LastWord;
        ref int coefficients = ref MemoryMarshal.GetArrayDataReference(table.Coefficients);
        ref byte places = ref MemoryMarshal.GetReference(JpegZigzag.Places);
        int k = 0;
        do
        {
            if (count < 32)
            {
                uint word;
                if (next <= lastWord && !JpegBits.HasMark(word = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(next))))
                {
                    buffer |= (ulong)word << (32 - count);
                    count += 32;
                    next += 4;
                }
                else
                {
                    bits.Next = next;
                    (bits.Buffer, bits.Count) = (buffer, count);
                    bits.FillWord();
                    (buffer, count) = (bits.Buffer, bits.Count);
                    next = bits.Next;
                }
            }

            int entry = Unsafe.Add(ref coefficients, (nint)(buffer >> (64 - JpegHuffman.LookBits)));
            if (entry != 0)
            {
                k += (entry >> 8) & 255;
                buffer <<= entry & 255;
                count -= entry & 255;
                block[Unsafe.Add(ref places, k)] = (short)(entry >> 16);
                continue;
            }

            (bits.Buffer, bits.Count) = (buffer, count);
            int symbol = bits.Symbol(table);
            if (symbol < 0)
            {
                return -1;
            }

            (buffer, count) = (bits.Buffer, bits.Count);
            int size = symbol & 15, run = symbol >> 4;
            if (size == 0)
            {
                if (run != 15)
                {
                    break;
                }

                k += 16;
                continue;
            }

            k += run + 1;
            block[Unsafe.Add(ref places, k)] = (short)JpegBits.Extended((int)(buffer >> (64 - size)), size);
            buffer <<= size;
            count -= size;
        }
        while (k < JpegZigzag.Count - 1);

        bits.Next = next;
        (bits.Buffer, bits.Count) = (buffer, count);
        return k < JpegZigzag.Count ? k + 1 : -1;
    }
}
