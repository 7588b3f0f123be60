using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// Reads the bits of entropy-coded data (ITU-T T.81, F.2.2.5), up to the next marker, behind which it gives zeros and remembers how many. Whether more was
/// asked for than was there, or less, tells whether pixels are missing.
/// </summary>
internal unsafe ref struct JpegBits
{
    /// <summary>Bytes behind the pixels and before a marker that are taken for a writer's habit, not for damage.</summary>
    private const int Slack = 2;

    private const int ByteBits = 8;

    /// <summary>So many bits at least are ready when the buffer was filled with whole bytes; never more than 63.</summary>
    public const int Full = 56;

    private readonly byte* _start;
    private readonly byte* _end;
    private int _invented;

    /// <param name="bytes">The file, pinned.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="position">Where the data begin.</param>
    public JpegBits(byte* bytes, int length, int position)
    {
        _start = bytes;
        _end = bytes + length;
        Next = bytes + position;
    }

    /// <summary>The bits that come next, leftmost first; behind the <see cref="Count"/>th zeros, or bits of
    /// <see cref="Next"/> already.</summary>
    public ulong Buffer;

    /// <summary>How many bits of <see cref="Buffer"/> are read.</summary>
    public int Count;

    /// <summary>The first byte that is not in <see cref="Buffer"/> yet.</summary>
    public byte* Next;

    /// <summary>Whether more bits were taken than there were.</summary>
    public readonly bool IsOverdrawn => _invented > Count;

    /// <summary>The last byte from which four can be read at once.</summary>
    public readonly byte* LastWord => _end - sizeof(uint);

    /// <summary>The last byte from which eight can be read at once.</summary>
    public readonly byte* LastLongWord => _end - sizeof(ulong);

    /// <summary>The difference or coefficient that a size and its bits stand for (ITU-T T.81, figure F.12).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Extended(int bits, int size)
    {
        int below = (bits - (1 << (size - 1))) >> 31;
        return bits + (below & ((-1 << size) + 1));
    }

    /// <summary>Whether one of four bytes is 0xFF, which marks a stuffed byte or a marker.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasMark(uint word) => ((~word - 0x01010101) & word & 0x80808080) != 0;

    /// <summary>Whether one of eight bytes is 0xFF.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasMark(ulong word) => ((~word - 0x0101010101010101) & word & 0x8080808080808080) != 0;

    /// <summary>Makes at least 32 bits ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill()
    {
        if (Count < 32)
        {
            FillWord();
        }
    }

    /// <summary>Takes bits.</summary>
    /// <param name="size">1 to 32, no more than <see cref="Count"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Take(int size)
    {
        uint bits = (uint)(Buffer >> (64 - size));
        Skip(size);
        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int size)
    {
        Buffer <<= size;
        Count -= size;
    }

    /// <summary>The next symbol; 32 bits must be ready.</summary>
    /// <returns>-1 where no code begins so.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Symbol(JpegHuffman table)
    {
        int look = table.Looks[(int)(Buffer >> (64 - JpegHuffman.LookBits))];
        if (look != 0)
        {
            Skip(look >> 8);
            return look & 255;
        }

        int symbol = table.Longer((int)(Buffer >> 48), out int length);
        Skip(length & 31);
        return symbol;
    }

    /// <summary>Adds four bytes where none of them is special, else byte by byte.</summary>
    public void FillWord()
    {
        if (Next <= LastWord)
        {
            uint word = BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(Next));
            if (!HasMark(word))
            {
                Buffer |= (ulong)word << (32 - Count);
                Count += 32;
                Next += 4;
                return;
            }
        }

        FillBytes();
    }

    /// <summary>Ends a piece of data behind which a marker must come.</summary>
    /// <param name="marker">Where that marker is; the end of the file where there is none.</param>
    /// <returns>Null, or what is wrong with the piece.</returns>
    public string? End(out int marker)
    {
        byte* position = Position();
        byte* end = position;
        while (end < _end && !(end[0] == 0xFF && end + 1 < _end && end[1] != 0 && end[1] != 0xFF))
        {
            end++;
        }

        marker = (int)(end - _start);
        return IsOverdrawn ? "the JPEG file is damaged or ends early: a part of its pixels is missing."
            : end - position > Slack && !IsPadding(position, end)
            ? "the JPEG file is damaged: a part of its pixels is missing, or there are more than its size states."
            : null;
    }

    /// <summary>Goes on behind a marker.</summary>
    public void Restart(int position)
    {
        (Buffer, Count, _invented) = (0, 0, 0);
        Next = _start + position;
    }

    /// <summary>Makes at least <see cref="Full"/> bits ready.</summary>
    public void FillBytes()
    {
        while (Count < Full)
        {
            if (Next < _end && *Next != 0xFF)
            {
                Add(*Next++);
            }
            else if (Next + 1 < _end && Next[1] == 0)
            {
                Add(0xFF);
                Next += 2;
            }
            else
            {
                Count += ByteBits;
                _invented += ByteBits;
            }
        }
    }

    private void Add(byte value)
    {
        Buffer |= (ulong)value << (64 - ByteBits - Count);
        Count += ByteBits;
    }

    /// <summary>Where the first whole byte lies that was not used.</summary>
    private readonly byte* Position()
    {
        byte* position = Next;
        for (int unused = (Count - _invented) / ByteBits; unused > 0; unused--)
        {
            position -= position[-1] == 0 && position[-2] == 0xFF ? 2 : 1;
        }

        return position;
    }

    /// <summary>
    /// Whether the bytes before a marker are one value over and over, and were not taken for pixels before: where data were lost to zeros, those zeros were.
    /// </summary>
    private readonly bool IsPadding(byte* position, byte* end)
    {
        byte* run = end;
        while (run > _start && run[-1] == end[-1])
        {
            run--;
        }

        return run <= position && run >= position - Slack;
    }
}
