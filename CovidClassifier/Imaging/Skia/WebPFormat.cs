using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Skia;

/// <summary>WebP, lossy and lossless (RFC 9649); of an animation the first frame.</summary>
internal sealed class WebPFormat : IImageFormat
{
    private const int RiffHead = 12, ChunkHead = 8;

    /// <summary>What libwebp's lossless decoder holds beside its output: one word per pixel.</summary>
    private const int DecoderBytesPerPixel = 4;

    public string Name => "WebP";

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("RIFF"u8) && head.Length >= RiffHead && head[8..].StartsWith("WEBP"u8);

    public int BytesToCountFrames => int.MaxValue;

    public int? CountFrames(EncodedImage image) => Open(image).Frames;

    public StoredPicture Open(EncodedImage image) => new SkiaPicture(image, Name, Orientation(image.Bytes.Span), DecoderBytesPerPixel);

    private static int Orientation(ReadOnlySpan<byte> bytes)
    {
        for (long at = RiffHead; at + ChunkHead <= bytes.Length;)
        {
            ReadOnlySpan<byte> chunk = bytes[(int)at..];
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("EXIF"u8))
            {
                ReadOnlySpan<byte> body = chunk.Slice(ChunkHead, (int)Math.Min(length, chunk.Length - ChunkHead));
                return ExifOrientation.Find(body.StartsWith("Exif\0\0"u8) ? body[6..] : body) ?? ExifOrientation.Upright;
            }

            at += ChunkHead + length + (length & 1);
        }

        return ExifOrientation.Upright;
    }
}
