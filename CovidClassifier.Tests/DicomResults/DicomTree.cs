using System.Buffers.Binary;
using System.Text;

namespace CovidClassifier.Tests.DicomResults;

/// <summary>A reader of Explicit VR Little Endian for tests, written from the standard and apart from the library's: elements with their items.</summary>
internal sealed class DicomTree
{
    private readonly SortedDictionary<uint, (string Type, byte[] Value)> _elements = [];

    private DicomTree(ReadOnlySpan<byte> bytes)
    {
        uint last = 0;
        for (int at = 0; at < bytes.Length;)
        {
            uint tag = ((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 2)..]);
            string type = Encoding.ASCII.GetString(bytes.Slice(at + 4, 2));
            bool isLong = type is "OB" or "OW" or "SQ" or "UC" or "UT" or "UN";
            int length = isLong ? BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 8)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 6)..]);
            at += isLong ? 12 : 8;
            Assert.That(tag, Is.GreaterThan(last), "elements stand in the order of their numbers");
            Assert.That(length % 2, Is.Zero, $"{tag:X8} has an even length");
            _elements.Add(last = tag, (type, bytes.Slice(at, length).ToArray()));
            at += length;
        }
    }

    public IReadOnlyCollection<uint> Tags => _elements.Keys;

    /// <summary>The data set of a file.</summary>
    public static DicomTree OfFile(ReadOnlySpan<byte> file) => Parts(file).Set;

    /// <summary>The file meta information of a file.</summary>
    public static DicomTree MetaOf(ReadOnlySpan<byte> file) => Parts(file).Meta;

    public string Type(uint tag) => _elements[tag].Type;

    public byte[] Bytes(uint tag) => _elements[tag].Value;

    public string Text(uint tag) => Encoding.UTF8.GetString(_elements[tag].Value).TrimEnd(' ', '\0');

    public int Number(uint tag) => BinaryPrimitives.ReadUInt16LittleEndian(_elements[tag].Value);

    public DicomTree Item(uint tag) => Items(tag).Single();

    public IReadOnlyList<DicomTree> Items(uint tag)
    {
        if (!_elements.TryGetValue(tag, out (string Type, byte[] Value) element))
        {
            return [];
        }

        var items = new List<DicomTree>();
        for (int at = 0; at < element.Value.Length;)
        {
            Assert.That(element.Value.AsSpan(at, 4).ToArray(), Is.EqualTo(new byte[] { 0xFE, 0xFF, 0x00, 0xE0 }));
            int length = BinaryPrimitives.ReadInt32LittleEndian(element.Value.AsSpan(at + 4));
            items.Add(new DicomTree(element.Value.AsSpan(at + 8, length)));
            at += 8 + length;
        }

        return items;
    }

    /// <summary>Value and scheme of a code sequence's only item.</summary>
    public string Code(uint tag)
    {
        DicomTree item = Item(tag);
        return $"{item.Text(item._elements.ContainsKey(0x0008_0100) ? 0x0008_0100u : 0x0008_0119u)} {item.Text(0x0008_0102)}";
    }

    /// <summary>The content item at the end of a path of concepts' code values.</summary>
    public DicomTree Content(params string[] path) => path.Aggregate(this, (node, code) => node.Contents(code).First());

    /// <summary>The children of a node with a concept.</summary>
    public IEnumerable<DicomTree> Contents(string code) =>
        Items(0x0040_A730).Where(c => c._elements.ContainsKey(0x0040_A043) && c.Item(0x0040_A043).Text(0x0008_0100) == code);

    private static (DicomTree Meta, DicomTree Set) Parts(ReadOnlySpan<byte> file)
    {
        Assert.That(Encoding.ASCII.GetString(file.Slice(128, 4)), Is.EqualTo("DICM"));
        Assert.That(file[132..144].ToArray()[..8], Is.EqualTo(new byte[] { 2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0 }));
        int meta = BinaryPrimitives.ReadInt32LittleEndian(file[140..]);
        return (new DicomTree(file.Slice(144, meta)), new DicomTree(file[(144 + meta)..]));
    }
}
