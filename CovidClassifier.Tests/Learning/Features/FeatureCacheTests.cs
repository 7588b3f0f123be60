using CovidClassifier.Learning.Features;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Learning.Features;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly string First = new('a', 64), Second = new('b', 64);

    private readonly TempFolder _folder = new();

    private string File => Directory.GetFiles(_folder.Root).Single();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Features_AreThereInTheNextRun()
    {
        using (FeatureCache cache = Open())
        {
            Assert.That(Read(cache, First), Is.Null);
            cache.Add(First, [1, 2, 3]);
            cache.Add(Second, [4, 5, 6]);
            Assert.That(Read(cache, First), Is.EqualTo(new[] { 1, 2, 3 }));
        }

        using FeatureCache again = Open();
        Assert.That(again.Count, Is.EqualTo(2));
        Assert.That(Read(again, Second.ToUpperInvariant()), Is.EqualTo(new[] { 4, 5, 6 }));
    }

    [Test]
    public void AnotherNetwork_HasFeaturesOfItsOwn()
    {
        using FeatureCache one = Open(), other = Open("other weights");
        one.Add(First, [1, 2, 3]);
        Assert.That(Read(other, First), Is.Null);
    }

    [Test]
    public void HalfARecord_IsNotReadAndWrittenOver([Values(1, 30, 51)] int lost)
    {
        using (FeatureCache cache = Open())
        {
            cache.Add(First, [1, 2, 3]);
            cache.Add(Second, [4, 5, 6]);
        }

        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(File)[..^lost]);
        using (FeatureCache cache = Open())
        {
            Assert.That((Read(cache, First), Read(cache, Second)), Is.EqualTo((new float[] { 1, 2, 3 }, (float[]?)null)));
            cache.Add(Second, [7, 8, 9]);
        }

        using FeatureCache again = Open();
        Assert.That((Read(again, First), Read(again, Second)), Is.EqualTo((new float[] { 1, 2, 3 }, new float[] { 7, 8, 9 })));
    }

    [Test]
    public void ChangedByte_IsNotBelieved([Values(0, 32, 45)] int place)
    {
        using (FeatureCache cache = Open())
        {
            cache.Add(First, [1, 2, 3]);
        }

        byte[] bytes = System.IO.File.ReadAllBytes(File);
        bytes[place] ^= 4;
        System.IO.File.WriteAllBytes(File, bytes);
        using FeatureCache again = Open();
        Assert.That(again.Count, Is.Zero);
    }

    [Test]
    public void OfAnOlderVersion_IsComputedAgain_AndOfANewerOne_LeftToIt()
    {
        using (FeatureCache cache = Open())
        {
            cache.Add(First, [1, 2, 3]);
        }

        byte[] own = System.IO.File.ReadAllBytes(File);
        Assert.That(own.AsSpan(0, 8).ToArray(), Is.EqualTo("CXFEAT02"u8.ToArray()));
        System.IO.File.WriteAllBytes(File, own[8..]);
        using (FeatureCache older = Open())
        {
            Assert.That(older.Count, Is.Zero);
            older.Add(First, [1, 2, 3]);
        }

        Assert.That(System.IO.File.ReadAllBytes(File), Is.EqualTo(own));
        byte[] newer = [.. own];
        newer[7] = (byte)'3';
        System.IO.File.WriteAllBytes(File, newer);
        using (FeatureCache other = Open())
        {
            other.Add(First, [1, 2, 3]);
            Assert.That(Read(other, First), Is.Null);
        }

        Assert.That(System.IO.File.ReadAllBytes(File), Is.EqualTo(newer));
    }

    [Test]
    public void HeldByAnother_GoesOnWithoutIt()
    {
        using FeatureCache holder = Open();
        holder.Add(First, [1, 2, 3]);
        using FeatureCache other = Open();
        other.Add(Second, [4, 5, 6]);
        Assert.That((Read(other, First), Read(other, Second)), Is.EqualTo(((float[]?)null, (float[]?)null)));
    }

    [Test]
    public void ManyThreads_ReadAndAddAtOnce()
    {
        using FeatureCache cache = Open();
        Parallel.For(0, 200, i =>
        {
            string hash = (i % 50).ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
            float[]? before = Read(cache, hash);
            Assert.That(before, Is.Null.Or.EqualTo(new[] { i % 50, 1, 2 }));
            cache.Add(hash, [i % 50, 1, 2]);
        });
        Assert.That(cache.Count, Is.EqualTo(50));
    }

    private FeatureCache Open(string weights = "weights") => FeatureCache.Open(_folder.Root, OnnxFile.Create(weights), featureCount: 3);

    private static float[]? Read(FeatureCache cache, string hash)
    {
        var features = new float[3];
        return cache.TryRead(hash, features) ? features : null;
    }
}
