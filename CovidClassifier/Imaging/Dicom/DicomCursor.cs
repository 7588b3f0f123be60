using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>
/// Walks the elements of a data set (DICOM PS3.5, section 7), those of sequences passed over. Never reads outside, never goes deeper than a limit.
/// </summary>
internal ref struct DicomCursor(ReadOnlyMemory<byte> bytes, bool isExplicit, bool isBigEndian)
{
    private const uint Undefined = uint.MaxValue;
    private const int DeepestSequence = 32;

    private readonly ReadOnlySpan<byte> _span = bytes.Span;

    /// <summary>Where the next element begins.</summary>
    public int Position { get; set; }

    /// <summary>The last element's number.</summary>
    public uint Tag { get; private set; }

    /// <summary>The last element.</summary>
    public DicomElement Element { get; private set; }

    /// <summary>Why the walk ended before the end of the data; null where it did not.</summary>
    public string? Fault { get; private set; }

    private readonly int Left => _span.Length - Position;

    /// <summary>Goes to the next element.</summary>
    /// <returns>False at the end, at a delimiter and where the data are damaged.</returns>
    public bool Next()
    {
        if (Left < 8)
        {
            return false;
        }

        Tag = ((uint)UInt16(Position) << 16) | UInt16(Position + 2);
        if (!ReadLength(out string type, out uint length))
        {
            return false;
        }

        if (length == Undefined)
        {
            int start = Position;
            if (!SkipItems(IsPlain(type), depth: 0))
            {
                return false;
            }

            Element = new DicomElement(type, bytes[start..Position], IsOpen: true);
            return true;
        }

        if (length > Left)
        {
            Fault = FormattableString.Invariant($"element ({Tag >> 16:X4},{Tag & 0xFFFF:X4}) states {length} bytes, and {Left} are left");
            Element = new DicomElement(type, bytes[Position..], IsOpen: false);
            Position = _span.Length;
            return Tag == (uint)DicomTag.Pixels;
        }

        Element = new DicomElement(type, bytes.Slice(Position, (int)length), IsOpen: false);
        Position += (int)length;
        return true;
    }

    /// <summary>Whether two bytes are a type of the standard.</summary>
    public static bool IsType(ReadOnlySpan<byte> letters) => letters is [>= (byte)'A' and <= (byte)'Z', >= (byte)'A' and <= (byte)'Z', ..];

    /// <summary>An open element without a type, or of unknown type, holds items without types (PS3.5, 6.2.2, note).</summary>
    private readonly bool IsPlain(string type) => !isExplicit || type == "UN";

    private bool ReadLength(out string type, out uint length)
    {
        (type, length) = ("", 0);
        bool isDelimiter = Tag >> 16 == 0xFFFE;
        if (!isExplicit || isDelimiter)
        {
            length = UInt32(Position + 4);
            Position += 8;
            return true;
        }

        if (!IsType(_span[(Position + 4)..]))
        {
            Fault = FormattableString.Invariant($"element ({Tag >> 16:X4},{Tag & 0xFFFF:X4}) has no type");
            return false;
        }

        type = string.Create(2, (_span[Position + 4], _span[Position + 5]), (letters, bytes) =>
            (letters[0], letters[1]) = ((char)bytes.Item1, (char)bytes.Item2));
        if (!DicomType.HasLongLength(type))
        {
            length = UInt16(Position + 6);
            Position += 8;
            return true;
        }

        if (Left < 12)
        {
            Fault = "it ends inside an element";
            return false;
        }

        length = UInt32(Position + 8);
        Position += 12;
        return true;
    }

    private bool SkipItems(bool arePlain, int depth)
    {
        while (Left >= 8)
        {
            uint tag = ((uint)UInt16(Position) << 16) | UInt16(Position + 2), length = UInt32(Position + 4);
            Position += 8;
            if (tag == (uint)DicomTag.SequenceEnd)
            {
                return true;
            }

            if (tag != (uint)DicomTag.Item || depth == DeepestSequence)
            {
                Fault = "its sequences are broken";
                return false;
            }

            if (length != Undefined ? length > Left : !SkipOpenItem(arePlain, depth))
            {
                Fault ??= "it ends inside a sequence";
                return false;
            }

            Position += length != Undefined ? (int)length : 0;
        }

        // a file that ends behind its last fragment lacks a delimiter, no pixel
        return Tag == (uint)DicomTag.Pixels;
    }

    private bool SkipOpenItem(bool arePlain, int depth)
    {
        var inner = new DicomCursor(bytes, isExplicit && !arePlain, isBigEndian) { Position = Position };
        while (inner.Left >= 8)
        {
            inner.Tag = ((uint)inner.UInt16(inner.Position) << 16) | inner.UInt16(inner.Position + 2);
            if (!inner.ReadLength(out string type, out uint length))
            {
                break;
            }

            if (inner.Tag == (uint)DicomTag.ItemEnd)
            {
                Position = inner.Position;
                return true;
            }

            if (length != Undefined ? length > inner.Left : !inner.SkipItems(inner.IsPlain(type), depth + 1))
            {
                break;
            }

            inner.Position += length != Undefined ? (int)length : 0;
        }

        Fault = inner.Fault;
        return false;
    }

    private readonly ushort UInt16(int at) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(_span[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(_span[at..]);

    private readonly uint UInt32(int at) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_span[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(_span[at..]);
}
