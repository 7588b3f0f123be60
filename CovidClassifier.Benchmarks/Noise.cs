using CovidClassifier.Foundation;

namespace CovidClassifier.Benchmarks;

/// <summary>Gray noise.</summary>
internal static class Noise
{
    public static byte[] Bytes(int length, Seed seed)
    {
        RandomStream random = seed.Open();
        var bytes = new byte[length];
        foreach (ref byte value in bytes.AsSpan())
        {
            value = (byte)random.Below(256);
        }

        return bytes;
    }
}
