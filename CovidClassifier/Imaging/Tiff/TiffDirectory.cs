using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Tiff;

/// <summary>The first directory of a TIFF file: its fields, by number (TIFF 6.0, section 2).</summary>
internal sealed class TiffDirectory
{
    private const int HeadLength = 8, EntryLength = 12, ValueAt = 8, InPlace = 4;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Dictionary<TiffTag, int> _entries = [];

    private TiffDirectory(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    public bool IsBigEndian => _bytes.Span[0] == (byte)'M';

    /// <exception cref="ImageFormatException">The file ends before its directory does.</exception>
    public static TiffDirectory Read(EncodedImage image)
    {
        var directory = new TiffDirectory(image.Bytes);
        uint start = image.Bytes.Length < HeadLength ? uint.MaxValue : directory.UInt32(InPlace);
        if (start > image.Bytes.Length - 2)
        {
            throw image.EndsEarly();
        }

        int count = directory.UInt16((int)start);
        if (start + 2 + (long)count * EntryLength > image.Bytes.Length)
        {
            throw image.EndsEarly();
        }

        for (int i = 0; i < count; i++)
        {
            int at = (int)start + 2 + i * EntryLength;
            directory._entries.TryAdd((TiffTag)directory.UInt16(at), at);
        }

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
