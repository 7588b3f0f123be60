using System.Buffers.Binary;
using System.Text;
using CovidClassifier.Foundation;

namespace CovidClassifier.Packaging.Zips;

/// <summary>
/// The directory of a zip, read before anything is unpacked: what stands where, and that no part lies over another. Layout: APPNOTE.TXT of PKWARE, 6.3.10,
/// sections 4.3.7 (local header), 4.3.12 (directory), 4.3.14 to 4.3.16 (ends), 4.5.3 (lengths of 64 bits).
/// </summary>
internal static class ZipDirectory
{
    /// <summary>Parts at most: a model of some thousand classes has as many.</summary>
    public const int MostParts = 10_000;

    private const int MostDirectoryBytes = 4 << 20;
    private const uint PartMark = 0x04034b50, EntryMark = 0x02014b50, EndMark = 0x06054b50, LongEndMark = 0x06064b50, LongPlaceMark = 0x07064b50;
    private const int PartBytes = 30, EntryBytes = 46, EndBytes = 22, LongEndBytes = 56, LongPlaceBytes = 20;
    private const int Encrypted = 1, Stored = 0, Deflated = 8, LongLengths = 1;

    /// <returns>In the order in which they lie in the file.</returns>
    /// <exception cref="InvalidDataException">Damaged, or parts lie over one another.</exception>
    /// <exception cref="ForeignZipException">A part is encrypted, or packed in a way that models are not.</exception>
    public static IReadOnlyList<ZipPart> Read(Stream zip)
    {
        (long start, long length, long count) = Find(zip);
        if (count > MostParts || length > MostDirectoryBytes)
        {
            throw new InvalidDataException($"It has more than {MostParts} parts.");
        }

        byte[] directory = At(zip, start, (int)length);
        var parts = new List<ZipPart>();
        int at = 0;
        for (long i = 0; i < count; i++)
        {
            parts.Add(Place(zip, Entry(directory, ref at, out byte[] name), name));
        }

        if (at != directory.Length || parts.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() < parts.Count)
        {
            throw new InvalidDataException("Its directory has a part twice, or more than its parts.");
        }

        parts.Sort((a, b) => a.Start.CompareTo(b.Start));
        RequireApart(parts, start);
        return parts;
    }

    private static void RequireApart(List<ZipPart> parts, long directoryStart)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            long next = i + 1 < parts.Count ? parts[i + 1].Start : directoryStart;
            if (next - parts[i].DataStart < parts[i].PackedBytes)
            {
                throw new InvalidDataException($"'{parts[i].Name}' lies over what follows it.");
            }
        }
    }

    // the directory ends where its own end begins, and the file ends with that
    private static (long Start, long Length, long Count) Find(Stream zip)
    {
        long tailStart = Math.Max(0, zip.Length - EndBytes - ushort.MaxValue);
        byte[] tail = At(zip, tailStart, (int)(zip.Length - tailStart));
        int end = tail.Length - EndBytes;
        while (end >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end)) != EndMark)
        {
            end--;
        }

        if (end < 0 || end + EndBytes + Number(tail, end + 20) != tail.Length)
        {
            throw new InvalidDataException("Its directory is missing.");
        }

        long endsAt = tailStart + end;
        (long start, long length, long count) = (Wide(tail, end + 16), Wide(tail, end + 12), Number(tail, end + 10));
        if (endsAt >= LongPlaceBytes && At(zip, endsAt - LongPlaceBytes, LongPlaceBytes) is { } place && Wide(place, 0) == LongPlaceMark)
        {
            endsAt = Long(place, 8);
            byte[] longEnd = At(zip, endsAt, LongEndBytes);
            (start, length, count) = Wide(longEnd, 0) == LongEndMark
                ? (Long(longEnd, 48), Long(longEnd, 40), Long(longEnd, 32))
                : throw new InvalidDataException("Its directory has no end.");
        }

        return start >= 0 && length >= 0 && count >= 0 && start <= endsAt && length == endsAt - start
            ? (start, length, count)
            : throw new InvalidDataException("Its directory does not lie where it says.");
    }

    private static ZipPart Entry(byte[] directory, ref int at, out byte[] name)
    {
        if (directory.Length - at < EntryBytes || Wide(directory, at) != EntryMark)
        {
            throw new InvalidDataException("Its directory is cut short.");
        }

        (int nameBytes, int extraBytes, int commentBytes) = (Number(directory, at + 28), Number(directory, at + 30), Number(directory, at + 32));
        int end = at + EntryBytes + nameBytes + extraBytes + commentBytes;
        int method = Number(directory, at + 10);
        if (end > directory.Length)
        {
            throw new InvalidDataException("Its directory is cut short.");
        }

        name = directory[(at + EntryBytes)..(at + EntryBytes + nameBytes)];
        RequirePlain(name, method, isEncrypted: (Number(directory, at + 8) & Encrypted) != 0);
        long bytes = Wide(directory, at + 24), packed = Wide(directory, at + 20), start = Wide(directory, at + 42);
        TakeLongLengths(directory.AsSpan(at + EntryBytes + nameBytes, extraBytes), ref bytes, ref packed, ref start);
        string text = Encoding.UTF8.GetString(name).Replace('\\', '/');
        var part = new ZipPart(text, method == Deflated, (uint)Wide(directory, at + 16), packed, bytes, start, DataStart: 0);
        at = end;
        return part;
    }

    // a whole zip, but of a tool that packs in ways of its own
    private static void RequirePlain(byte[] name, int method, bool isEncrypted)
    {
        if (isEncrypted || method is not (Stored or Deflated))
        {
            string way = isEncrypted ? "encrypted" : FormattableString.Invariant($"packed by method {method}");
            throw new ForeignZipException(
                $"its part '{ShownText.Of(Encoding.UTF8.GetString(name))}' is {way}, as no model is saved: another tool packed it, or it is damaged. " +
                "Pack it anew by deflate, without a password, or save the model again.");
        }
    }

    // in this order, and each only where the usual field has no room for it
    private static void TakeLongLengths(ReadOnlySpan<byte> extra, ref long bytes, ref long packed, ref long start)
    {
        while (extra.Length >= 4)
        {
            int kind = Number(extra, 0), length = Math.Min(Number(extra, 2), extra.Length - 4);
            ReadOnlySpan<byte> values = extra.Slice(4, length);
            if (kind == LongLengths)
            {
                Take(ref values, ref bytes);
                Take(ref values, ref packed);
                Take(ref values, ref start);
            }

            extra = extra[(4 + length)..];
        }
    }

    private static void Take(ref ReadOnlySpan<byte> values, ref long value)
    {
        if (value == uint.MaxValue && values.Length >= sizeof(long))
        {
            value = Long(values, 0);
            values = values[sizeof(long)..];
        }
    }

    private static ZipPart Place(Stream zip, ZipPart part, byte[] name)
    {
        byte[] header = At(zip, part.Start, PartBytes);
        long data = part.Start + PartBytes + Number(header, 26) + Number(header, 28);
        bool isIt = Wide(header, 0) == PartMark && Number(header, 26) == name.Length && Number(header, 8) == (part.IsDeflated ? Deflated : Stored)
            && At(zip, part.Start + PartBytes, name.Length).AsSpan().SequenceEqual(name);
        return isIt && part.Bytes >= 0 && part.PackedBytes >= 0 && data <= zip.Length - part.PackedBytes
            ? part with { DataStart = data }
            : throw new InvalidDataException($"'{part.Name}' is not where the directory says.");
    }

    private static byte[] At(Stream zip, long position, int length)
    {
        if (position < 0 || position > zip.Length - length)
        {
            throw new InvalidDataException("It ends too early.");
        }

        zip.Position = position;
        byte[] bytes = new byte[length];
        zip.ReadExactly(bytes);
        return bytes;
    }

    private static int Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long Wide(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
