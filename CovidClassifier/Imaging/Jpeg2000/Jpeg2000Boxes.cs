using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>Where a JPEG 2000 file has its codestream: at once, or in a box (ITU-T T.800, annex I).</summary>
/// <param name="Stream">Where the codestream begins.</param>
/// <param name="IsLumaAndChroma">Whether a box says that the colours are luma and chroma.</param>
internal readonly record struct Jpeg2000Boxes(int Stream, bool IsLumaAndChroma)
{
    private const int HeadLength = 8, LongHeadLength = 16, LumaAndChroma = 18;

    private static ReadOnlySpan<byte> Signature => [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', 0x0D, 0x0A, 0x87, 0x0A];

    /// <summary>Whether data that begin so are boxes.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith(Signature);

    /// <exception cref="ImageFormatException">The boxes are broken, hold no codestream, or a table of colours.</exception>
    public static Jpeg2000Boxes Read(EncodedImage image)
    {
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        bool isLumaAndChroma = false;
        int position = 0, end = Recognises(bytes) ? bytes.Length : 0;
        while (position < end)
        {
            if (position + HeadLength > end)
            {
                throw image.EndsEarly();
            }

            long length = BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]);
            int head = HeadLength;
            if (length == 1)
            {
                head = LongHeadLength;
                length = position + head <= end ? BinaryPrimitives.ReadInt64BigEndian(bytes[(position + HeadLength)..]) : 0;
            }

            ReadOnlySpan<byte> kind = bytes.Slice(position + 4, 4);
            if (kind.SequenceEqual("jp2c"u8))
            {
                return new Jpeg2000Boxes(position + head, isLumaAndChroma);
            }

            if (kind.SequenceEqual("pclr"u8))
            {
                throw image.Refuse("it is JPEG 2000 with a table of colours, which is not read.");
            }

            if (kind.SequenceEqual("jp2h"u8))
            {
                // its boxes follow as if they were the file's own
                position += head;
                continue;
            }

            if (length < head || length > end - position)
            {
                throw length > end - position ? image.EndsEarly() : image.Refuse(Jpeg2000Header.Broken);
            }

            ReadOnlySpan<byte> body = bytes.Slice(position + head, (int)length - head);
            isLumaAndChroma |= kind.SequenceEqual("colr"u8) && body.Length >= 7 && body[0] == 1
                && BinaryPrimitives.ReadUInt32BigEndian(body[3..]) == LumaAndChroma;
            position += (int)length;
        }

        return end == 0 ? default : throw image.EndsEarly();
    }
}
