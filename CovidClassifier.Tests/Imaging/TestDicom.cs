using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CovidClassifier.Tests.Imaging;

/// <summary>A DICOM writer for tests, written from the standard and apart from the library's reader.</summary>
internal sealed class TestDicom(int width, int height, int allocated, int stored, Func<int, int, int[]> pixel)
{
    public const string Implicit = "1.2.840.10008.1.2", Explicit = "1.2.840.10008.1.2.1", Deflated = "1.2.840.10008.1.2.1.99",
        BigEndian = "1.2.840.10008.1.2.2";
    public const string RunLengths = "1.2.840.10008.1.2.5", JpegBaseline = "1.2.840.10008.1.2.4.50", JpegExtended = "1.2.840.10008.1.2.4.51",
        JpegLossless = "1.2.840.10008.1.2.4.70", JpegLsLossless = "1.2.840.10008.1.2.4.80", Jpeg2000Lossless = "1.2.840.10008.1.2.4.90";

    private readonly SortedDictionary<uint, (string Type, byte[] Value)> _more = [];

    public string Syntax { get; init; } = Explicit;

    public string Photometric { get; init; } = "MONOCHROME2";

    public bool IsSigned { get; init; }

    public bool IsPlanar { get; init; }

    public bool HasPreamble { get; init; } = true;

    public bool HasMeta { get; init; } = true;

    /// <summary>The one fragment of its pixels, as another program packed them; null where they are packed here.</summary>
    public byte[]? Fragment { get; init; }

    /// <summary>Lowest bit of a value.</summary>
    public int Shift { get; init; }

    /// <summary>What each further frame adds to the values.</summary>
    public int[] Frames { get; init; } = [0];

    private bool IsBig => Syntax == BigEndian;

    private bool IsExplicit => Syntax != Implicit;

    private int Samples => pixel(0, 0).Length;

    public TestDicom With(uint tag, string type, params byte[] value)
    {
        _more[tag] = (type, value);
        return this;
    }

    public TestDicom With(uint tag, string type, string text) => With(tag, type, Encoding.ASCII.GetBytes(text.Length % 2 == 0 ? text : text + " "));

    public TestDicom With(uint tag, params int[] numbers) => With(tag, "US", Words(numbers));

    public TestDicom WithWindow(double centre, double windowWidth, string? shape = null)
    {
        With(0x0028_1050, "DS", centre.ToString(CultureInfo.InvariantCulture)).With(0x0028_1051, "DS", windowWidth.ToString(CultureInfo.InvariantCulture));
        return shape is null ? this : With(0x0028_1056, "CS", shape);
    }

    /// <summary>A sequence of one item that is a look-up table.</summary>
    public TestDicom WithTable(uint sequence, int first, int bits, params int[] outputs)
    {
        using var item = new MemoryStream();
        Element(item, 0x0028_3002, "US", Words([outputs.Length, first, bits]));
        Element(item, 0x0028_3006, "US", Words(outputs));
        using var all = new MemoryStream();
        Number(all, 0xFFFE, 2);
        Number(all, 0xE000, 2);
        Number(all, (uint)item.Length, 4);
        item.WriteTo(all);
        return With(sequence, "SQ", all.ToArray());
    }

    /// <summary>A sequence of items, each of them elements; nested by <see cref="Sequence"/>.</summary>
    public TestDicom WithItems(uint sequence, params (uint Tag, string Type, byte[] Value)[][] items) => With(sequence, "SQ", Sequence(false, items));

    /// <summary>The value of a sequence.</summary>
    /// <param name="areOpen">Whether its items end with a delimiter and state no length.</param>
    /// <param name="items">The elements of each.</param>
    public byte[] Sequence(bool areOpen, params (uint Tag, string Type, byte[] Value)[][] items)
    {
        using var all = new MemoryStream();
        foreach ((uint Tag, string Type, byte[] Value)[] elements in items)
        {
            using var item = new MemoryStream();
            foreach ((uint tag, string type, byte[] value) in elements)
            {
                Element(item, tag, type, value);
            }

            Number(all, 0xFFFE, 2);
            Number(all, 0xE000, 2);
            Number(all, areOpen ? uint.MaxValue : (uint)item.Length, 4);
            item.WriteTo(all);
            if (areOpen)
            {
                Number(all, 0xFFFE, 2);
                Number(all, 0xE00D, 2);
                Number(all, 0, 4);
            }
        }

        return all.ToArray();
    }

    public byte[] Encode()
    {
        using var set = new MemoryStream();
        SortedDictionary<uint, (string Type, byte[] Value)> elements = new(_more);
        void Add(uint tag, string type, byte[] value) => elements.TryAdd(tag, (type, value));
        Add(0x0008_0016, "UI", [.. "1.2.840.10008.5.1.4.1.1.7\0"u8]);
        Add(0x0008_0060, "CS", [.. "CR"u8]);
        Add(0x0028_0002, "US", Words([Samples]));
        Add(0x0028_0004, "CS", Encoding.ASCII.GetBytes(Photometric.Length % 2 == 0 ? Photometric : Photometric + " "));
        Add(0x0028_0006, "US", Words([IsPlanar ? 1 : 0]));
        Add(0x0028_0008, "IS", Encoding.ASCII.GetBytes(Frames.Length.ToString("00", CultureInfo.InvariantCulture)));
        Add(0x0028_0010, "US", Words([height]));
        Add(0x0028_0011, "US", Words([width]));
        Add(0x0028_0100, "US", Words([allocated]));
        Add(0x0028_0101, "US", Words([stored]));
        Add(0x0028_0102, "US", Words([stored - 1 + Shift]));
        Add(0x0028_0103, "US", Words([IsSigned ? 1 : 0]));
        foreach ((uint tag, (string type, byte[] value)) in elements)
        {
            Element(set, tag, type, value);
        }

        WritePixels(set);
        using var file = new MemoryStream();
        if (HasPreamble)
        {
            file.Write(new byte[128]);
            file.Write("DICM"u8);
        }

        if (HasMeta)
        {
            string padded = Syntax.Length % 2 == 0 ? Syntax : Syntax + "\0";
            file.Write([2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, (byte)(8 + padded.Length), 0, 0, 0]);
            file.Write([2, 0, 0x10, 0, (byte)'U', (byte)'I', (byte)padded.Length, 0, .. Encoding.ASCII.GetBytes(padded)]);
        }

        file.Write(Syntax == Deflated ? Deflate(set.ToArray()) : set.ToArray());
        return file.ToArray();
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return packed.ToArray();
    }

    private void WritePixels(MemoryStream set)
    {
        if (Syntax is Implicit or Explicit or Deflated or BigEndian)
        {
            byte[] raw = [.. Frames.SelectMany(f => Native(f))];
            Element(set, 0x7FE0_0010, allocated == 8 ? "OB" : "OW", raw.Length % 2 == 0 ? raw : [.. raw, 0]);
            return;
        }

        Number(set, 0x7FE0, 2);
        Number(set, 0x0010, 2);
        set.Write([(byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
        WriteFragment(set, []);
        foreach (int frame in Frames)
        {
            byte[] packed = Packed(frame);
            WriteFragment(set, packed.Length % 2 == 0 ? packed : [.. packed, 0]);
        }

        set.Write([0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]);
    }

    private void WriteFragment(Stream set, byte[] bytes)
    {
        Number(set, 0xFFFE, 2);
        Number(set, 0xE000, 2);
        Number(set, (uint)bytes.Length, 4);
        set.Write(bytes);
    }

    private int Value(int frame, int at, int sample) => ((pixel(at % width, at / width)[sample] + frame) & ((1 << stored) - 1)) << Shift;

    private IEnumerable<byte> Native(int frame)
    {
        IEnumerable<int> values = IsPlanar
            ? Enumerable.Range(0, Samples).SelectMany(s => Enumerable.Range(0, width * height).Select(i => Value(frame, i, s)))
            : Enumerable.Range(0, width * height).SelectMany(i => Enumerable.Range(0, Samples).Select(s => Value(frame, i, s)));
        return values.SelectMany(v => allocated == 8 ? [(byte)v] : IsBig ? [(byte)(v >> 8), (byte)v] : new[] { (byte)v, (byte)(v >> 8) });
    }

    private byte[] Packed(int frame)
    {
        if (Fragment is not null)
        {
            return Fragment;
        }

        if (Syntax != RunLengths)
        {
            TestJpegFile.Plane[] planes = [.. Enumerable.Range(0, Samples).Select(s => new TestJpegFile.Plane(1, 1, (x, y) => Value(frame, y * width + x, s)))];
            return new TestJpegFile(width, height, planes)
            {
                Marker = Syntax == JpegLossless ? (byte)0xC3 : Syntax == JpegExtended ? (byte)0xC1 : (byte)0xC0,
                Bits = Syntax == JpegLossless ? allocated : stored,
                Step = 1,
            }.Encode();
        }

        byte[][] segments = [.. from sample in Enumerable.Range(0, Samples)
                                from high in Enumerable.Range(0, allocated / 8)
                                select Runs([.. Enumerable.Range(0, width * height).Select(i =>
                                    (byte)(Value(frame, i, sample) >> (allocated - 8 - 8 * high)))])];
        byte[] head = new byte[64];
        BinaryPrimitives.WriteInt32LittleEndian(head, segments.Length);
        int at = 64;
        for (int i = 0; i < segments.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4 * (i + 1)), at);
            at += segments[i].Length;
        }

        return [.. head, .. segments.SelectMany(s => s)];
    }

    private static byte[] Runs(byte[] raw)
    {
        byte[] packed = [.. raw.Chunk(100).SelectMany(c => c.Distinct().Count() == 1 && c.Length > 1 ? [(byte)(1 - c.Length), c[0]]
            : (byte[])[(byte)(c.Length - 1), .. c])];
        return packed.Length % 2 == 0 ? packed : [.. packed, 0];
    }

    private byte[] Words(int[] numbers) => [.. numbers.SelectMany(n => IsBig ? [(byte)(n >> 8), (byte)n] : new[] { (byte)n, (byte)(n >> 8) })];

    private void Element(Stream set, uint tag, string type, byte[] value)
    {
        Number(set, tag >> 16, 2);
        Number(set, tag & 0xFFFF, 2);
        if (!IsExplicit)
        {
            Number(set, (uint)value.Length, 4);
        }
        else
        {
            set.Write(Encoding.ASCII.GetBytes(type));
            if (type is "OB" or "OW" or "SQ" or "UN")
            {
                set.Write([0, 0]);
                Number(set, (uint)value.Length, 4);
            }
            else
            {
                Number(set, (uint)value.Length, 2);
            }
        }

        set.Write(value);
    }

    private void Number(Stream set, uint value, int count)
    {
        for (int i = 0; i < count; i++)
        {
            set.WriteByte((byte)(value >> (8 * (IsBig ? count - 1 - i : i))));
        }
    }
}
