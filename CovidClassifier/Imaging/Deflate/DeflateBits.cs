using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CovidClassifier.Imaging.Deflate;

/// <summary>The bits of deflated data (RFC 1951, 3.1.1), lowest first.</summary>
/// <param name="packed">The data, which stay where they are.</param>
/// <param name="length">Their bytes.</param>
internal unsafe struct DeflateBits(byte* packed, int length)
{
    /// <summary>So many bits at least are there after a word was added.</summary>
    public const int Word = 56;

    private const int ByteBits = 8;

    private readonly byte* _end = packed + length;

    /// <summary>The bits that come next. Above the <see cref="Count"/>th stand zeros, or bits of <see cref="Next"/> already.</summary>
    public ulong Buffer;

    /// <summary>How many bits of <see cref="Buffer"/> are read.</summary>
    public int Count;

    /// <summary>The first byte that is not counted in <see cref="Buffer"/> yet.</summary>
    public byte* Next = packed;

    /// <summary>Whether more was taken than there is.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The last place from which two words can be read.</summary>
    public readonly byte* LastTwoWords => _end - 2 * sizeof(ulong);

    /// <summary>Bytes from <see cref="Next"/> to the end.</summary>
    public readonly long Left => _end - Next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Read(byte* place)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(place);
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>Makes ready what there is, at most <see cref="Word"/> bits and a few more.</summary>
    public void Fill()
    {
        for (; Count < Word && Next < _end; Count += ByteBits)
        {
            Buffer |= (ulong)*Next++ << Count;
        }
    }

    /// <summary>Takes bits.</summary>
    /// <param name="size">0 to 15.</param>
    /// <returns>-1 where they are not there.</returns>
    public int Take(int size)
    {
        Fill();
        if (size > Count)
        {
            IsCut = true;
            return -1;
        }

        int bits = (int)Buffer & ((1 << size) - 1);
        Buffer >>= size;
        Count -= size;
        return bits;
    }

    /// <summary>Goes on at the next whole byte.</summary>
    public void Align()
    {
        Next -= Count / ByteBits;
        (Buffer, Count) = (0, 0);
    }
}
