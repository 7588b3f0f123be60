using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

/// <summary>Entries of 10 bytes take a block of 4,096; so a limit of 32 blocks has shares of two.</summary>
internal sealed class CacheFolderTests : IDisposable
{
    private const int Block = 4096;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Entries_OfAnEarlierRun_AreThere()
    {
        Open().Add(Key(1), Content(1));
        CacheFolder again = Open();
        Assert.That((Read(again, 1), Read(again, 2)), Is.EqualTo((Content(1), (byte[]?)null)));
        Assert.That(again.Bytes, Is.EqualTo(Block));
    }

    [Test]
    public void Entry_WithOneWrongByteOrTooFewOrTooMany_IsMissing_AndWrittenAnew()
    {
        Open().Add(Key(1), Content(1));
        byte[] whole = File.ReadAllBytes(Files().Single());
        IEnumerable<byte[]> damaged =
        [
            .. Enumerable.Range(0, whole.Length).Select(i => whole.Select((b, at) => at == i ? (byte)(b ^ 4) : b).ToArray()),
            .. Enumerable.Range(0, whole.Length).Select(length => whole[..length]),
            [.. whole, 0],
        ];
        foreach (byte[] bytes in damaged)
        {
            File.WriteAllBytes(Files().Single(), bytes);
            Assert.That(Read(Open(), 1), Is.Null);
        }

        Open().Add(Key(1), Content(1));
        Assert.That(File.ReadAllBytes(Files().Single()), Is.EqualTo(whole));
    }

    [Test]
    public void Entry_UnderAnothersName_IsMissing()
    {
        CacheFolder cache = Open();
        cache.Add(Key(1), Content(1));
        string own = Files().Single();
        cache.Add(Key(2), Content(2));
        File.Copy(own, Files().Single(f => f != own), overwrite: true);
        Assert.That((Read(cache, 1), Read(cache, 2)), Is.EqualTo((Content(1), (byte[]?)null)));
    }

    [Test]
    public void Entry_OfAnotherLength_IsMissing()
    {
        CacheFolder cache = Open();
        cache.Add(Key(1), Content(1));
        Assert.That(cache.TryRead(Key(1), new byte[9]), Is.False);
        Assert.That(cache.TryRead(Key(1), new byte[11]), Is.False);
    }

    [Test]
    public void Folder_AboveItsLimit_LosesWhatWasNotUsedForLongest()
    {
        Add(Open(), 0, 30);
        CacheFolder next = Open();
        int[] used = [3, 4, 20];
        Assert.That(used.Select(i => Read(next, i)), Has.All.Not.Null);
        Add(next, 100, 20);
        CacheFolder last = Open();
        Assert.That(Enumerable.Range(100, 20).Concat(used).Select(i => Read(last, i)), Has.All.Not.Null, "what the run has used");
        Assert.That(Enumerable.Range(0, 3).Select(i => Read(last, i)), Has.All.Null, "the oldest");
        Assert.That(Read(last, 29), Is.Not.Null, "the youngest of the unused");
        Assert.That(last.Bytes, Is.EqualTo(Files().Length * Block).And.AtMost(last.MostBytes));
    }

    [Test]
    public void Work_LargerThanTheLimit_KeepsTheSamePartInEachRun()
    {
        for (int run = 0; run < 3; run++)
        {
            CacheFolder cache = Open();
            int found = Enumerable.Range(0, 50).Count(i => Read(cache, i) is not null || Added(cache, i));
            Assert.That((found, cache.LeftOut), Is.EqualTo((run == 0 ? 0 : 32, 18)));
        }

        static bool Added(CacheFolder cache, int i)
        {
            cache.Add(Key(i), Content(i));
            return false;
        }
    }

    [Test]
    public void TwoAtOnce_StayWithinTheLimitButForAShareEach()
    {
        CacheFolder[] both = [Open(), Open()];
        Parallel.For(0, 2, i => Add(both[i], i * 1000, 100));
        Assert.That(Files().Length, Is.LessThanOrEqualTo(32 + 2 * 2));
        Assert.That(both.Select(b => b.Problem), Has.All.Null);
    }

    [Test]
    public void SmallerLimit_IsKeptOnceSomethingComes()
    {
        Add(Open(), 0, 30);
        CacheFolder smaller = Open(limit: 16 * Block);
        smaller.Add(Key(100), Content(100));
        Assert.That(Files(), Has.Length.EqualTo(16));
    }

    [Test]
    public void Removal_ByAnother_WhileManyReadAndAdd_IsNoError()
    {
        CacheFolder cache = Open();
        Parallel.For(0, 400, i =>
        {
            if (i % 40 == 7)
            {
                Array.ForEach(Files(), File.Delete);
            }

            byte[]? found = Read(cache, i % 20);
            Assert.That(found, Is.Null.Or.EqualTo(Content(i % 20)));
            cache.Add(Key(i % 20), Content(i % 20));
        });
        Assert.That(cache.Problem, Is.Null);
    }

    [Test]
    public void Folder_ThatIsRemovedAltogether_IsMadeAgain()
    {
        CacheFolder cache = Open();
        cache.Add(Key(1), Content(1));
        Directory.Delete(_folder["kept"], recursive: true);
        cache.Add(Key(1), Content(1));
        Assert.That((Read(cache, 1), cache.Problem), Is.EqualTo((Content(1), (string?)null)));
    }

    [Test]
    public void Folder_ThatCannotBeWrittenTo_SaysSoAndKeepsNothing()
    {
        File.WriteAllText(_folder["kept"], "a file");
        CacheFolder cache = Open();
        cache.Add(Key(1), Content(1));
        cache.Add(Key(2), Content(2));
        Assert.That((Read(cache, 1), cache.Bytes), Is.EqualTo(((byte[]?)null, 0L)));
        Assert.That(cache.Problem, Does.Contain(_folder["kept"]));
        Assert.That(File.ReadAllText(_folder["kept"]), Is.EqualTo("a file"));
    }

    [Test]
    public void WhatElseIsInTheFolder_IsLeftAlone_AndWhatAKilledRunLeft_Removed()
    {
        Add(Open(), 0, 30);
        string[] others = [_folder["kept/notes.txt"], _folder["kept/00/notes.kept"], _folder["kept/deep/er/notes.txt"]];
        foreach (string other in others)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(other)!);
            File.WriteAllBytes(other, new byte[100 * Block]);
        }

        File.WriteAllBytes(_folder["kept/.covidclassifier-0123456789abcdef.tmp"], new byte[5]);
        Add(Open(), 100, 30);
        Assert.That(others, Has.All.Exist);
        Assert.That(_folder["kept/.covidclassifier-0123456789abcdef.tmp"], Does.Not.Exist);
    }

    private CacheFolder Open(long limit = 32 * Block) => new(_folder["kept"], limit);

    private string[] Files() => Directory.Exists(_folder["kept"])
        ? Directory.GetFiles(_folder["kept"], new string('?', 62) + ".kept", SearchOption.AllDirectories)
        : [];

    private static string Key(int i) => CacheKey.Of([], "test", $"{i}");

    private static byte[] Content(int i) => [.. Enumerable.Range(0, 10).Select(at => (byte)(i + at))];

    private static void Add(CacheFolder cache, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            cache.Add(Key(i), Content(i));
        }
    }

    private static byte[]? Read(CacheFolder cache, int i)
    {
        byte[] content = new byte[10];
        return cache.TryRead(Key(i), content) ? content : null;
    }
}
