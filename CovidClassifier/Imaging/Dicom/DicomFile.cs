using System.Buffers.Binary;
using System.IO.Compression;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>A DICOM file taken apart: how it is written, and its elements.</summary>
internal sealed record DicomFile(DicomSyntax Syntax, DicomDataSet Elements)
{
    private const int Preamble = 128, Prefix = 4, ElementHead = 8;
    private const ushort MetaGroup = 0x0002, FirstGroup = 0x0008;

    /// <exception cref="ImageFormatException">The elements are damaged before the pixels.</exception>
    public static DicomFile Read(EncodedImage image)
    {
        bool hasPreamble = HasPreamble(image.Bytes.Span);
        ReadOnlyMemory<byte> bytes = hasPreamble ? image.Bytes[(Preamble + Prefix)..] : image.Bytes;
        bool hasMeta = hasPreamble ? bytes.Length >= ElementHead && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span) == MetaGroup
            : BareSyntax(image.Bytes.Span) is { Meta: true };
        DicomSyntax syntax = hasPreamble ? DicomSyntax.ExplicitLittleEndian : BareSyntax(image.Bytes.Span)!.Value.Syntax;
        if (hasMeta)
        {
            ReadOnlyMemory<byte> meta = bytes[..MetaLength(bytes)];
            bytes = bytes[meta.Length..];
            string? uid = DicomDataSet.Read(meta, isExplicit: true, isBigEndian: false).Text(DicomTag.TransferSyntax);
            syntax = DicomSyntax.Of(uid ?? DicomSyntax.ImplicitLittleEndian.Uid);
        }
        else if (hasPreamble)
        {
            syntax = BareSyntax(bytes.Span)?.Syntax ?? syntax;
        }

        DicomDataSet elements = DicomDataSet.Read(syntax.IsDeflated ? Inflate(image, bytes) : bytes, syntax.IsExplicit, syntax.IsBigEndian);
        return elements.Fault is { } fault && elements.Find(DicomTag.Pixels) is null
            ? throw image.Refuse($"the DICOM file is damaged: {fault}.")
            : new DicomFile(syntax, elements);
    }

    public static bool HasPreamble(ReadOnlySpan<byte> bytes) => bytes.Length >= Preamble + Prefix && bytes[Preamble..].StartsWith("DICM"u8);

    /// <summary>How a file without preamble is written, by its first elements; null where they are none.</summary>
    public static (DicomSyntax Syntax, bool Meta)? BareSyntax(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ElementHead)
        {
            return null;
        }

        ushort little = BinaryPrimitives.ReadUInt16LittleEndian(bytes), big = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        bool isExplicit = DicomCursor.IsType(bytes[4..]);
        return little is MetaGroup or FirstGroup && isExplicit && FollowsOn(bytes, isExplicit: true, isBigEndian: false)
            ? (DicomSyntax.ExplicitLittleEndian, little == MetaGroup)
            : little == FirstGroup && !isExplicit && FollowsOn(bytes, isExplicit: false, isBigEndian: false) ? (DicomSyntax.ImplicitLittleEndian, false)
            : big == FirstGroup && isExplicit && FollowsOn(bytes, isExplicit: true, isBigEndian: true) ? (DicomSyntax.ExplicitBigEndian, false)
            : null;
    }

    /// <summary>Whether a second element follows the first, of a number that is larger but in a group near it.</summary>
    private static bool FollowsOn(ReadOnlySpan<byte> bytes, bool isExplicit, bool isBigEndian)
    {
        const int looked = 512;
        byte[] head = bytes[..Math.Min(bytes.Length, looked)].ToArray();
        var cursor = new DicomCursor(head, isExplicit, isBigEndian);
        return cursor.Next() && cursor.Tag is var first && cursor.Next() && cursor.Tag > first && cursor.Tag >> 16 <= FirstGroup + 8;
    }

    private static int MetaLength(ReadOnlyMemory<byte> bytes)
    {
        var cursor = new DicomCursor(bytes, isExplicit: true, isBigEndian: false);
        int end = 0;
        while (end + ElementHead <= bytes.Length && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[end..]) == MetaGroup && cursor.Next())
        {
            end = cursor.Position;
        }

        return end;
    }

    private static byte[] Inflate(EncodedImage image, ReadOnlyMemory<byte> bytes)
    {
        const int piece = 1 << 16;
        using var inflated = new MemoryStream();
        using var deflated = new DeflateStream(new SegmentStream([bytes]), CompressionMode.Decompress);
        byte[] buffer = new byte[piece];
        try
        {
            for (int count; (count = deflated.Read(buffer)) > 0; inflated.Write(buffer, 0, count))
            {
                if (inflated.Length > DecodingMemory.MostForOne / 4)
                {
                    throw image.Refuse(FormattableString.Invariant($"it is too large: unpacked it has more than {DecodingMemory.MostForOne / 4 >> 20} MB."));
                }
            }
        }
        catch (InvalidDataException)
        {
            // the elements that are there tell whether any is missing
        }

        return inflated.ToArray();
    }
}
