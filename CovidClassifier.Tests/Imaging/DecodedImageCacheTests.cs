using System.Diagnostics;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

internal sealed class DecodedImageCacheTests
{
    [Test]
    public void Build_AboveTheLimit_SpillsToAFileWithTheSamePixels()
    {
        ImageSource[] sources = Sources(40);
        using DecodedImageCache memory = DecodedImageCache.Build(sources, 24, 20, memoryLimitBytes: 40 * 24 * 20);
        using DecodedImageCache spilled = DecodedImageCache.Build(sources, 24, 20, memoryLimitBytes: 40 * 24 * 20 - 1);
        Assert.That((memory.IsSpilled, spilled.IsSpilled), Is.EqualTo((false, true)));
        Assert.That((spilled.Count, spilled.Width, spilled.Height), Is.EqualTo((40, 24, 20)));
        byte[] copy = new byte[24 * 20];
        for (int i = 0; i < 40; i++)
        {
            byte[] expected = sources[i].Decode(24, 20).Pixels;
            spilled.CopyTo(i, copy);
            Assert.That(memory[i].ToArray(), Is.EqualTo(expected));
            Assert.That(spilled[i].ToArray(), Is.EqualTo(expected));
            Assert.That(copy, Is.EqualTo(expected));
        }
    }

    [Test]
    public void Dispose_LeavesNoFileAndMakesReadingFail()
    {
        string[] before = TemporaryFiles();
        DecodedImageCache cache = DecodedImageCache.Build(Sources(3), 16, 16, memoryLimitBytes: 0);
        cache.Dispose();
        cache.Dispose();
        Assert.That(TemporaryFiles().Except(before), Is.Empty);
        Assert.That(() => cache[0].Length, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "there the file keeps its name until it is closed")]
    public void Build_SpilledFile_HasNoNameACrashCouldLeaveBehind()
    {
        string[] before = TemporaryFiles();
        using DecodedImageCache cache = DecodedImageCache.Build(Sources(3), 16, 16, memoryLimitBytes: 0);
        Assert.That(cache.IsSpilled, Is.True);
        Assert.That(TemporaryFiles().Except(before), Is.Empty);
    }

    [Test]
    public void Build_SeveralUnreadableImages_NamesTheFirst()
    {
        ImageSource[] sources = Sources(200);
        foreach (int bad in new[] { 190, 120, 57, 58, 199 })
        {
            sources[bad] = ImageSource.FromBytes("text"u8.ToArray(), $"bad-{bad}.png");
        }

        for (int round = 0; round < 10; round++)
        {
            ImageFormatException e = Assert.Throws<ImageFormatException>(() => DecodedImageCache.Build(sources, 8, 8, long.MaxValue))!;
            Assert.That(e.ImagePath, Is.EqualTo("bad-57.png"));
        }
    }

    [Test]
    public void Build_ReportsEveryImageInRisingOrder()
    {
        var seen = new List<int>();
        using DecodedImageCache cache = DecodedImageCache.Build(Sources(30), 8, 8, long.MaxValue, new Told(seen.Add));
        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 30)));
    }

    [Test]
    public void Build_Cancelled_StopsWithinASecond()
    {
        byte[] large = TestJpeg.Gray(1500, 1500, (x, y) => (x * y) & 255);
        ImageSource[] sources = [.. Enumerable.Repeat(ImageSource.FromBytes(large), 5000)];
        using var cancel = new CancellationTokenSource();
        var clock = new Stopwatch();
        var progress = new Told(done =>
        {
            if (done == 3)
            {
                clock.Start();
                cancel.Cancel();
            }
        });
        Assert.That(
            () => DecodedImageCache.Build(sources, 64, 64, long.MaxValue, progress, cancellationToken: cancel.Token),
                Throws.InstanceOf<OperationCanceledException>());
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Build_NoImages_IsEmpty()
    {
        using DecodedImageCache cache = DecodedImageCache.Build([], 8, 8, 0);
        Assert.That(cache.Count, Is.Zero);
        Assert.That(() => cache[0].Length, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static ImageSource[] Sources(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => ImageSource.FromBytes(
            new TestPng(30 + i % 7, 25, 8, 0) { Pixel = (x, y) => [(x * 5 + y * 3 + i * 17) & 255] }.Encode(), $"{i}.png")),
    ];

    private static string[] TemporaryFiles() => Directory.GetFiles(Path.GetTempPath(), "covidclassifier-*");

    private sealed class Told(Action<int> action) : IProgress<int>
    {
        public void Report(int value) => action(value);
    }
}
