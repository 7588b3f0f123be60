using System.Buffers.Binary;
using System.Globalization;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>Finds the bytes of one frame (DICOM PS3.5, annex A.4 for packed pixels: an offset table, then fragments).</summary>
internal static class DicomFrames
{
    private const int ItemHead = 8;
    private const uint Item = 0xFFFE_E000, SequenceEnd = 0xFFFE_E0DD;

    /// <summary>The bytes of the frame that the image asks for, packed or not.</summary>
    /// <exception cref="ImageFormatException">Its bytes are missing.</exception>
    public static ReadOnlyMemory<byte> Of(EncodedImage image, DicomFile file, DicomPixels pixels)
    {
        DicomElement element = file.Elements.Find(DicomTag.Pixels)!.Value;
        if (file.Syntax.Coding == DicomCoding.Native)
        {
            long start = (image.Frame - 1) * pixels.FrameBytes;
            return element.IsOpen ? throw image.Refuse($"the DICOM file is damaged: its pixels are packed, which transfer syntax {file.Syntax.Uid} does "
                + "not allow.")
                : start + pixels.FrameBytes > element.Value.Length ? throw image.Refuse(string.Create(
                    CultureInfo.InvariantCulture,
                    $"the DICOM file is damaged or ends early: its pixels have {element.Value.Length} bytes, and frame {image.Frame} goes from "
                        + $"{start} to {start + pixels.FrameBytes}."))
                : element.Value.Slice((int)start, (int)pixels.FrameBytes);
        }

        if (!element.IsOpen)
        {
            throw image.Refuse($"the DICOM file is damaged: its pixels are not packed, as transfer syntax {file.Syntax.Uid} asks.");
        }

        (ReadOnlyMemory<byte> offsets, List<(int Start, ReadOnlyMemory<byte> Bytes)> fragments) = Fragments(image, element.Value);
        List<ReadOnlyMemory<byte>> own = OfFrame(image, pixels, offsets.Span, fragments);
        return own.Count == 1 ? own[0] : own.SelectMany(f => f.ToArray()).ToArray();
    }

    /// <summary>The offset table and what follows it, each fragment with its place from the first on.</summary>
    private static (ReadOnlyMemory<byte> Offsets, List<(int Start, ReadOnlyMemory<byte> Bytes)> Fragments) Fragments(EncodedImage image,
        ReadOnlyMemory<byte> value)
    {
        ReadOnlyMemory<byte>? offsets = null;
        var fragments = new List<(int, ReadOnlyMemory<byte>)>();
        int first = 0;
        for (int position = 0; position + ItemHead <= value.Length;)
        {
            ReadOnlySpan<byte> head = value.Span[position..];
            uint tag = ((uint)BinaryPrimitives.ReadUInt16LittleEndian(head) << 16) | BinaryPrimitives.ReadUInt16LittleEndian(head[2..]);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (tag == SequenceEnd)
            {
                break;
            }

            int start = position + ItemHead;
            if (tag != Item || length > value.Length - start)
            {
                throw image.Refuse("the DICOM file is damaged: the fragments of its pixels are broken.");
            }

            ReadOnlyMemory<byte> bytes = value.Slice(start, (int)length);
            if (offsets is null)
            {
                offsets = bytes;
                first = start + (int)length;
            }
            else
            {
                fragments.Add((position - first, bytes));
            }

            position = start + (int)length;
        }

        return (offsets ?? default, fragments);
    }

    private static List<ReadOnlyMemory<byte>> OfFrame(EncodedImage image, DicomPixels pixels, ReadOnlySpan<byte> offsets,
        List<(int Start, ReadOnlyMemory<byte> Bytes)> fragments)
    {
        int frame = image.Frame - 1;
        if (fragments.Count == 0)
        {
            throw image.Refuse("the DICOM file is damaged or ends early: it has no fragment of pixels.");
        }

        if (pixels.Frames == 1)
        {
            return [.. fragments.Select(f => f.Bytes)];
        }

        if (fragments.Count == pixels.Frames)
        {
            return [fragments[frame].Bytes];
        }

        if (offsets.Length / 4 < pixels.Frames)
        {
            throw image.Refuse($"the DICOM file is damaged or ends early: it has {fragments.Count} fragments for {pixels.Frames} frames, and no "
                + "table of them.");
        }

        uint from = BinaryPrimitives.ReadUInt32LittleEndian(offsets[(4 * frame)..]);
        uint to = frame + 1 < pixels.Frames ? BinaryPrimitives.ReadUInt32LittleEndian(offsets[(4 * (frame + 1))..]) : uint.MaxValue;
        List<ReadOnlyMemory<byte>> own = [.. fragments.Where(f => f.Start >= from && f.Start < to).Select(f => f.Bytes)];
        return own.Count > 0 ? own : throw image.Refuse($"the DICOM file is damaged or ends early: frame {image.Frame} has no fragment.");
    }
}
