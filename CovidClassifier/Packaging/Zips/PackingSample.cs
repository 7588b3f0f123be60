using System.IO.Compression;

namespace CovidClassifier.Packaging.Zips;

/// <summary>
/// Whether a large part is worth packing, told from a few stretches of it: packing all of it only to see that it does not shrink would be the slowest part of
/// saving. Trained weights hardly shrink; those that were rounded once, as some pre-trained networks' are, do.
/// </summary>
internal static class PackingSample
{
    private const int Stretches = 16, StretchBytes = 1 << 16;

    // what shrinks less is not worth the time that unpacking takes at every loading
    private const double LargestShare = 0.8;

    public static CompressionLevel LevelFor(byte[] part)
    {
        using var packed = new MemoryStream();
        long sampled = 0;
        using (var packing = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach ((int begin, int length) in Sample(part.Length))
            {
                packing.Write(part, begin, length);
                sampled += length;
            }
        }

        return packed.Length <= LargestShare * sampled ? CompressionLevel.Optimal : CompressionLevel.NoCompression;
    }

    private static IEnumerable<(int Begin, int Length)> Sample(int length) => length <= Stretches * StretchBytes
        ? [(0, length)]
        : Enumerable.Range(0, Stretches).Select(i => ((int)((long)(length - StretchBytes) * i / (Stretches - 1)), StretchBytes));
}
