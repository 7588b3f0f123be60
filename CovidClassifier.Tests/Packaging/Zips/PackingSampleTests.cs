using System.IO.Compression;
using System.Runtime.InteropServices;
using CovidClassifier.Foundation;
using CovidClassifier.Packaging.Zips;

namespace CovidClassifier.Tests.Packaging.Zips;

public class PackingSampleTests
{
    [TestCase(100)]
    [TestCase(600_000)]
    public void LevelFor_WeightsOfAllTheirDigits_StoresThem(int count) =>
        Assert.That(PackingSample.LevelFor(Weights(count, digits: w => w)), Is.EqualTo(CompressionLevel.NoCompression));

    [TestCase(100)]
    [TestCase(600_000)]
    public void LevelFor_WeightsThatWereRoundedOnce_PacksThem(int count) =>
        Assert.That(PackingSample.LevelFor(Weights(count, digits: w => (float)(Half)w)), Is.EqualTo(CompressionLevel.Optimal));

    [Test]
    public void LevelFor_NoBytes_IsALevel() => Assert.That(Enum.IsDefined(PackingSample.LevelFor([])), Is.True);

    private static byte[] Weights(int count, Func<float, float> digits)
    {
        RandomStream random = new Seed(3).Open();
        float[] weights = [.. Enumerable.Range(0, count).Select(_ => digits((float)random.Normal()))];
        return MemoryMarshal.AsBytes(weights.AsSpan()).ToArray();
    }
}
