using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Png;

/// <summary>The chunk that makes a PNG an animation (PNG, third edition, 11.3.6.1): a reader that does not know it shows the still picture alone.</summary>
internal static class PngAnimation
{
    private const int Signature = 8, ChunkHead = 8, CheckSum = 4;

    /// <summary>How many pictures the file says that it holds, 1 where it is no animation; null where it ends before it says so.</summary>
    /// <param name="bytes">The file, or its beginning.</param>
    public static int? Frames(ReadOnlySpan<byte> bytes)
    {
        for (long at = Signature; at + ChunkHead + sizeof(uint) <= bytes.Length;)
        {
            ReadOnlySpan<byte> chunk = bytes[(int)at..], type = chunk[4..];
            if (type.StartsWith("acTL"u8))
            {
                return (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(chunk[ChunkHead..]), 1, int.MaxValue);
            }

            if (type.StartsWith("IDAT"u8))
            {
                return 1;
            }

            at += ChunkHead + BinaryPrimitives.ReadUInt32BigEndian(chunk) + CheckSum;
        }

        return null;
    }
}
