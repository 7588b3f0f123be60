using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using CovidClassifier.Foundation;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>A data set, or an item of a sequence, that is being written, in Explicit VR Little Endian (DICOM PS3.5, section 7 and annex A.2).</summary>
/// <param name="characters">How own text is encoded.</param>
internal sealed class DicomDraft(DicomCharacters characters)
{
    private const string Cut = "...";

    private readonly SortedDictionary<DicomTag, (string Type, ReadOnlyMemory<byte> Value)> _elements = [];

    public DicomCharacters Characters => characters;

    /// <summary>Text of one value; where it is longer than its type allows, it is cut and ends in dots. Empty text makes an empty element.</summary>
    public DicomDraft Add(DicomTag tag, string text)
    {
        string type = DicomType.Of(tag);
        string plain = string.Concat(text.Select(c => char.IsControl(c) && !(c == '\n' && !DicomType.HasSeveralValues(type)) ? ' '
            : c == '\\' && DicomType.HasSeveralValues(type) ? '/' : c));
        int longest = DicomType.Longest(type);
        string fitting = plain.Length <= longest ? plain : ShownText.Begin(plain, longest - Cut.Length) + Cut;
        return Add(tag, type, DicomType.IsOfCharacterSet(type) ? characters.Encode(fitting) : Encoding.ASCII.GetBytes(fitting));
    }

    /// <summary>Text of several values.</summary>
    public DicomDraft AddValues(DicomTag tag, params IReadOnlyList<string> values) =>
        Add(tag, DicomType.Of(tag), Encoding.ASCII.GetBytes(string.Join('\\', values)));

    /// <summary>A whole number, of two bytes or as text.</summary>
    public DicomDraft Add(DicomTag tag, int number)
    {
        string type = DicomType.Of(tag);
        if (type != "US")
        {
            return Add(tag, type, Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        }

        byte[] bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)number);
        return Add(tag, type, bytes);
    }

    public DicomDraft Add(DicomTag tag, byte[] bytes) => Add(tag, DicomType.Of(tag), bytes);

    /// <summary>A sequence.</summary>
    public DicomDraft AddItems(DicomTag tag, params IReadOnlyList<DicomDraft> items)
    {
        using var sequence = new MemoryStream();
        foreach (DicomDraft item in items)
        {
            byte[] bytes = item.ToArray();
            WriteHead(sequence, DicomTag.Item);
            WriteLength(sequence, bytes.Length);
            sequence.Write(bytes);
        }

        return Add(tag, DicomType.Of(tag), sequence.ToArray());
    }

    /// <summary>The same elements as another set's, byte for byte; what it has not, is left out.</summary>
    public DicomDraft Copy(DicomDataSet from, params IEnumerable<DicomTag> tags)
    {
        foreach (DicomTag tag in tags)
        {
            if (from.Find(tag) is { IsOpen: false } element)
            {
                Add(tag, DicomType.Of(tag), element.Value);
            }
        }

        return this;
    }

    /// <summary>The same elements as another set's, byte for byte; what it has not, is empty here.</summary>
    public DicomDraft CopyOrEmpty(DicomDataSet from, params IEnumerable<DicomTag> tags)
    {
        foreach (DicomTag tag in tags)
        {
            Add(tag, DicomType.Of(tag), from.Find(tag) is { IsOpen: false } element ? element.Value : default);
        }

        return this;
    }

    /// <summary>The elements, by their numbers.</summary>
    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        foreach ((DicomTag tag, (string type, ReadOnlyMemory<byte> value)) in _elements)
        {
            bool isOdd = value.Length % 2 == 1;
            WriteHead(stream, tag);
            stream.Write(Encoding.ASCII.GetBytes(type));
            if (DicomType.HasLongLength(type))
            {
                stream.Write([0, 0]);
                WriteLength(stream, value.Length + (isOdd ? 1 : 0));
            }
            else
            {
                int length = value.Length + (isOdd ? 1 : 0);
                if (length > ushort.MaxValue)
                {
                    throw new ArgumentException($"Element {tag} must have at most {ushort.MaxValue} bytes, got {length}.");
                }

                stream.WriteByte((byte)length);
                stream.WriteByte((byte)(length >> 8));
            }

            stream.Write(value.Span);
            if (isOdd)
            {
                stream.WriteByte(type is "OB" or "UI" ? (byte)0 : (byte)' ');
            }
        }

        return stream.ToArray();
    }

    private DicomDraft Add(DicomTag tag, string type, ReadOnlyMemory<byte> value)
    {
        _elements[tag] = (type, value);
        return this;
    }

    private static void WriteHead(MemoryStream stream, DicomTag tag)
    {
        Span<byte> head = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)((uint)tag >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(head[2..], (ushort)tag);
        stream.Write(head);
    }

    private static void WriteLength(MemoryStream stream, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        stream.Write(bytes);
    }
}
