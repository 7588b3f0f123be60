using System.Buffers.Binary;

namespace CovidClassifier.Imaging.JpegLs;

/// <summary>JPEG-LS (ITU-T T.87) as a file of its own, which begins as a JPEG does: the marker of its frame tells.</summary>
internal sealed class JpegLsFormat : IImageFormat
{
    private const int FirstApplication = 0xE0, LastApplication = 0xEF, Comment = 0xFE;

    public string Name => "JPEG-LS";

    public bool Recognises(ReadOnlySpan<byte> head)
    {
        int position = 2;
        if (!JpegLsDecoder.Recognises(head))
        {
            return false;
        }

        while (position + 4 <= head.Length && head[position] == 0xFF
            && head[position + 1] is (>= FirstApplication and <= LastApplication) or Comment or JpegLsDecoder.Parameters)
        {
            position += 2 + BinaryPrimitives.ReadUInt16BigEndian(head[(position + 2)..]);
        }

        return position + 1 < head.Length && head[position] == 0xFF && head[position + 1] == JpegLsDecoder.StartOfFrame;
    }

    public StoredPicture Open(EncodedImage image) => new JpegLsPicture(image, JpegLsDecoder.FrameOf(image));
}
