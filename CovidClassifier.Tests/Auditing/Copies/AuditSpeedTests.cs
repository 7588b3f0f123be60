using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CovidClassifier.Auditing.Copies;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Foundation;
using CovidClassifier.Phantoms;
using SkiaSharp;

namespace CovidClassifier.Tests.Auditing.Copies;

/// <summary>What the audits cost; prints figures.</summary>
[Explicit("takes minutes; prints figures")]
public sealed class AuditSpeedTests
{
    private const int Side = 128, LargeSide = 1536, Chests = 100;

    /// <summary>
    /// dotnet test CovidClassifier.Tests -c Release --filter Name~Run_AThousandFiles (or Name~Run_TenThousandFiles, for which 11 GB of temporary disk are
    /// needed).
    /// </summary>
    [TestCase(1000, TestName = "Run_AThousandFilesOfAMegabyte_TakesSeconds")]
    [TestCase(10_000, TestName = "Run_TenThousandFilesOfAMegabyte_TakesMinutes")]
    public void Run(int images)
    {
        using var folder = new TempFolder();
        long began = Stopwatch.GetTimestamp();
        long bytes = Draw(images).Sum(p => Write(folder, p.Number, p.Label, p.Picture));
        double drawing = Stopwatch.GetElapsedTime(began).TotalSeconds;
        XRayDataset dataset = XRayDataset.FromFolder(folder.Root);

        began = Stopwatch.GetTimestamp();
        double reading = 0;
        var progress = new Told(p => reading = p.Done == p.Total ? Stopwatch.GetElapsedTime(began).TotalSeconds : reading);
        AuditResult report = DataAudit.Run(dataset, progress: progress);
        double all = Stopwatch.GetElapsedTime(began).TotalSeconds;
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{images} images of {bytes / 1e6 / images:0.00} MB, {LargeSide} x {LargeSide}: audits {all:0.0} s, of which reading {reading:0.0} s; near " +
                $"duplicates: {report.Findings[1].Sentence} (drawing them took {drawing:0} s)"));
        Assert.That(report.Images, Is.EqualTo(images));
        Assert.That(all, Is.LessThan(0.1 * images), "100 ms an image on 2 cores: 17 minutes for ten thousand, and that is the limit");
    }

    /// <summary>dotnet test CovidClassifier.Tests -c Release --filter Name~Find_TenTimesThePictures</summary>
    [Test]
    public void Find_TenTimesThePictures_GrowsSlowerThanThePairs()
    {
        byte[][] thumbnails = [.. Draw(10_000).Select(p => p.Picture)];
        double Seconds(int pictures)
        {
            long began = Stopwatch.GetTimestamp();
            int pairs = CopySearch.Find(pictures, i => thumbnails[i], AuditRules.NearDuplicate, default).Count;
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pictures} pictures: {seconds:0.0} s, {pairs} pairs"));
            return seconds;
        }

        double small = Seconds(1000), large = Seconds(10_000);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{large / small:0.0} times the time for ten times the pictures: n to the power {Math.Log10(large / small):0.00}"));
        Assert.That(large / small, Is.LessThan(60), "every pair would be 100");
    }

    /// <summary>Few chests in many poses, each with detail of its own: as alike as X-rays are, and no copies.</summary>
    private static IEnumerable<(int Number, string Label, byte[] Picture)> Draw(int images)
    {
        byte[][] chests = [.. new PhantomStudy { ImagesPerClass = Chests / 2, Size = Side }.Draw().Select(p => p.Pixels)];
        return Enumerable.Range(0, images).AsParallel().AsOrdered().Select(number =>
        {
            RandomStream random = new Seed(6).For(number).Open();
            byte[] chest = chests[random.Below(Chests)];
            double stretch = random.Uniform(0.85, 1), left = random.Uniform(0, 1 - stretch), top = random.Uniform(0, 1 - stretch);
            Func<double, double, int> detail = SomeChests.Picture(number);
            return (number, number % 2 == 0 ? "COVID-19" : "Normal", Enumerable.Range(0, Side * Side).Select(i =>
            {
                double x = (i % Side + 0.5) / Side, y = (i / Side + 0.5) / Side;
                int gray = chest[(int)((top + stretch * y) * Side) * Side + (int)((left + stretch * x) * Side)];
                return (byte)Math.Clamp(gray + detail(x, y) - 128, 0, 255);
            }).ToArray());
        });
    }

    private static long Write(TempFolder folder, int number, string label, byte[] picture)
    {
        using var small = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Gray8));
        Marshal.Copy(picture, 0, small.GetPixels(), picture.Length);
        using SKBitmap large = small.Resize(new SKImageInfo(LargeSide, LargeSide, SKColorType.Gray8), SKFilterQuality.High);
        RandomStream grain = new Seed(5).For(number).Open();
        byte[] noise = [.. Enumerable.Range(0, 65_537).Select(_ => (byte)grain.Below(24))];
        byte[] pixels = large.Bytes;
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(pixels[i] + noise[i % noise.Length] - 12, 0, 255);
        }

        Marshal.Copy(pixels, 0, large.GetPixels(), pixels.Length);
        using SKData jpeg = large.Encode(SKEncodedImageFormat.Jpeg, 94);
        string name = string.Create(CultureInfo.InvariantCulture, $"{label}/{number:00000}.jpg");
        folder.Write(name, jpeg.ToArray());
        return jpeg.Size;
    }

    private sealed class Told(Action<AuditProgress> tell) : IProgress<AuditProgress>
    {
        public void Report(AuditProgress value) => tell(value);
    }
}
