using System.Buffers.Binary;
using System.IO.Hashing;

namespace CovidClassifier.Fuzz.Mutation;

/// <summary>Mends the check sums of a damaged PNG, so that the damage gets behind them.</summary>
internal static class PngCheckSums
{
    /// <summary>In place, as far as its chunks can be followed; nothing happens to what is no PNG.</summary>
    public static void Mend(byte[] png)
    {
        if (!png.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]))
        {
            return;
        }

        for (long at = 8; at + 12 <= png.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan((int)at));
            if (at + 12 + length > png.Length)
            {
                return;
            }

            BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan((int)(at + 8 + length)), Crc32.HashToUInt32(png.AsSpan((int)at + 4, (int)length + 4)));
            at += 12 + length;
        }
    }
}
