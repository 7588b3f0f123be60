using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>
/// The elements of a data set that are looked at; of a number of the same the first. Values are read only as far as they are what they should be: what is not
/// is as if it were missing.
/// </summary>
internal sealed class DicomDataSet
{
    private readonly Dictionary<DicomTag, DicomElement> _elements = [];
    private readonly bool _isExplicit;
    private readonly bool _isBigEndian;

    private DicomDataSet(bool isExplicit, bool isBigEndian) => (_isExplicit, _isBigEndian) = (isExplicit, isBigEndian);

    /// <summary>Why the walk ended early; null where it did not.</summary>
    public string? Fault { get; private set; }

    public bool IsBigEndian => _isBigEndian;

    /// <summary>Reads elements until the pixels, or the end.</summary>
    public static DicomDataSet Read(ReadOnlyMemory<byte> bytes, bool isExplicit, bool isBigEndian)
    {
        var set = new DicomDataSet(isExplicit, isBigEndian);
        var cursor = new DicomCursor(bytes, isExplicit, isBigEndian);
        while (cursor.Next())
        {
            var tag = (DicomTag)cursor.Tag;
            if (tag is DicomTag.ItemEnd or DicomTag.SequenceEnd)
            {
                break;
            }

            if (Enum.IsDefined(tag))
            {
                set._elements.TryAdd(tag, cursor.Element);
            }

            if (tag == DicomTag.Pixels)
            {
                break;
            }
        }

        set.Fault = cursor.Fault;
        return set;
    }

    /// <summary>The element of a number; null where there is none.</summary>
    public DicomElement? Find(DicomTag tag) => _elements.TryGetValue(tag, out DicomElement element) ? element : null;

    /// <summary>A whole number without sign, of two bytes; null where there is none.</summary>
    public int? UInt16(DicomTag tag) => Find(tag) is { Value.Length: >= 2 } element ? ReadUInt16(element.Value.Span) : null;

    /// <summary>Whole numbers without sign, of two bytes each.</summary>
    public ushort[] UInt16s(DicomTag tag)
    {
        ReadOnlySpan<byte> bytes = Find(tag) is { } element ? element.Value.Span : default;
        ushort[] values = new ushort[bytes.Length / 2];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadUInt16(bytes[(2 * i)..]);
        }

        return values;
    }

    /// <summary>The first of a text's values, trimmed; null where it is blank or missing.</summary>
    public string? Text(DicomTag tag)
    {
        if (Find(tag) is not { } element)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = element.Value.Span;
        const int longest = 1024;
        Encoding encoding = tag == DicomTag.CharacterSet || Text(DicomTag.CharacterSet) != "ISO_IR 192" ? Encoding.Latin1 : Encoding.UTF8;
        string text = encoding.GetString(bytes[..Math.Min(bytes.Length, longest)]).Split('\\')[0].Trim(' ', '\0', '\t', '\r', '\n');
        return text.Length == 0 ? null : text;
    }

    /// <summary>The first of a text's decimal numbers; null where it is none, or not finite.</summary>
    public double? Number(DicomTag tag) =>
        double.TryParse(Text(tag), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    /// <summary>An item of a sequence; null where there is none.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="index">Which of its items, from 0.</param>
    public DicomDataSet? Item(DicomTag sequence, int index = 0)
    {
        const int head = 8;
        if (Find(sequence) is not { } element)
        {
            return null;
        }

        bool isExplicit = _isExplicit && element.Type != "UN";
        ReadOnlyMemory<byte> rest = element.Value;
        for (int i = 0; rest.Length > head; i++)
        {
            ReadOnlySpan<byte> bytes = rest.Span;
            uint tag = ((uint)ReadUInt16(bytes) << 16) | ReadUInt16(bytes[2..]);
            uint length = _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            if (tag != (uint)DicomTag.Item)
            {
                return null;
            }

            rest = rest[head..];
            int taken = length == uint.MaxValue ? OpenLength(rest, isExplicit) : (int)Math.Min(length, rest.Length);
            if (i == index)
            {
                return Read(rest[..taken], isExplicit, _isBigEndian);
            }

            rest = rest[taken..];
        }

        return null;
    }

    /// <summary>Bytes of an item without a length, its delimiter included.</summary>
    private int OpenLength(ReadOnlyMemory<byte> bytes, bool isExplicit)
    {
        var cursor = new DicomCursor(bytes, isExplicit, _isBigEndian);
        while (cursor.Next() && cursor.Tag != (uint)DicomTag.ItemEnd)
        {
        }

        return cursor.Position;
    }

    private ushort ReadUInt16(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
