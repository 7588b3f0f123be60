using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Tiff;

/// <summary>One directory of a TIFF file, which describes a page: its fields, by number (TIFF 6.0, section 2).</summary>
internal sealed class TiffDirectory
{
    private const int HeadLength = 8, EntryLength = 12, ValueAt = 8, InPlace = 4;
    private const long Reduced = 1, Mask = 4;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Dictionary<TiffTag, int> _entries = [];
    private uint _next;

    private TiffDirectory(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    // a picture of fewer pixels beside a page, or its mask, is no page
    private bool IsBesideAPage => ((Number(TiffTag.Kind) ?? 0) & (Reduced | Mask)) != 0;

    public bool IsBigEndian => _bytes.Span[0] == (byte)'M';

    /// <summary>The directory of each page, in the order of the file; the first directory counts as a page whatever it says.</summary>
    /// <exception cref="ImageFormatException">The file ends before its first directory does.</exception>
    public static IReadOnlyList<TiffDirectory> Pages(EncodedImage image)
    {
        uint at = image.Bytes.Length < HeadLength ? uint.MaxValue : new TiffDirectory(image.Bytes).UInt32(InPlace);
        TiffDirectory first = At(image.Bytes, at) ?? throw image.EndsEarly();
        List<TiffDirectory> pages = [first];

        // those that lie over one another, or lead back, would be without end
        long left = (image.Bytes.Length / EntryLength) - first._entries.Count - 1;
        for (TiffDirectory? next = At(image.Bytes, first._next); next is not null && left >= 0; next = At(image.Bytes, next._next))
        {
            left -= next._entries.Count + 1;
            if (!next.IsBesideAPage)
            {
                pages.Add(next);
            }
        }

        return pages;
    }

    // null where the file ends before it does
    private static TiffDirectory? At(ReadOnlyMemory<byte> bytes, uint start)
    {
        if (start == 0 || start > bytes.Length - 2)
        {
            return null;
        }

        var directory = new TiffDirectory(bytes);
        int count = directory.UInt16((int)start);
        long end = start + 2 + ((long)count * EntryLength);
        if (end > bytes.Length)
        {
            return null;
        }

        for (int i = 0; i < count; i++)
        {
            int at = (int)start + 2 + i * EntryLength;
            directory._entries.TryAdd((TiffTag)directory.UInt16(at), at);
        }

        directory._next = end + sizeof(uint) <= bytes.Length ? directory.UInt32((int)end) : 0;
        return directory;
    }

    /// <summary>The first number of a field; null where there is none.</summary>
    public long? Number(TiffTag tag) => Numbers(tag, most: 1) is [var first, ..] ? first : null;

    /// <summary>The whole numbers of a field; none where it is missing, of another type, or reaches beyond the file.</summary>
    /// <param name="tag">Its number.</param>
    /// <param name="most">How many are wanted at most.</param>
    public long[] Numbers(TiffTag tag, int most)
    {
        (int size, long count, long start) = Find(tag);
        if (size == 0)
        {
            return [];
        }

        long[] numbers = new long[Math.Min(count, most)];
        for (int i = 0; i < numbers.Length; i++)
        {
            int at = (int)start + i * size;
            numbers[i] = size switch { 1 => _bytes.Span[at], 2 => UInt16(at), _ => UInt32(at) };
        }

        return numbers;
    }

    /// <summary>The bytes of a field.</summary>
    public ReadOnlyMemory<byte> Bytes(TiffTag tag) => Find(tag) is (1, var count, var start) ? _bytes.Slice((int)start, (int)count) : default;

    private (int Size, long Count, long Start) Find(TiffTag tag)
    {
        if (!_entries.TryGetValue(tag, out int at))
        {
            return default;
        }

        int size = UInt16(at + 2) switch { 1 or 7 => 1, 3 => 2, 4 => 4, _ => 0 };
        long count = UInt32(at + 4), start = size * count <= InPlace ? at + ValueAt : UInt32(at + ValueAt);
        return size == 0 || start + size * count > _bytes.Length ? default : (size, count, start);
    }

    private ushort UInt16(int at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(_bytes.Span[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Span[at..]);

    private uint UInt32(int at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_bytes.Span[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Span[at..]);
}
