using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Imaging.Decoding;
using SkiaSharp;

namespace CovidClassifier.Tests.Imaging;

/// <summary>
/// Damaged files of every kind: a picture or the named error, never another exception, within 2 seconds and 512 MB. COVIDCLASSIFIER_MUTATIONS says how many of
/// each kind; the default is small.
/// </summary>
internal sealed class ImageMutationTests
{
    private const int Default = 150;
    private const double MostSeconds = 2;
    private const long MostBytes = 512L << 20;

    private static readonly (string Kind, byte[][] Files)[] Corpus =
    [
        ("PNG",
        [
            new TestPng(60, 50, 8, 0) { Pixel = (x, y) => [x * y & 255] }.Encode(),
            new TestPng(24, 20, 4, 3) { Pixel = (x, y) => [(x + y) & 3] }.With("PLTE", new byte[12]).With("tRNS", 9).Encode(),
            new TestPng(24, 20, 8, 6) { Pixel = (x, y) => [x, y, x * y & 255, 200], Interlaced = true }.With("eXIf", TestPng.Exif(6)).Encode(),
            new TestPng(24, 20, 16, 2) { Pixel = (x, y) => [x * 999, y * 999, 7] }.Encode(),
        ]),
        ("JPEG",
        [
            new TestJpegFile(67, 45, Plane(2, 2), Plane(1, 1), Plane(1, 1)) { RestartInterval = 3 }.Encode(),
            new TestJpegFile(67, 45, Plane(2, 2), Plane(1, 1), Plane(1, 1)) { Marker = 0xC2, Scans = TestJpegFile.Progression(3), LongestRun = 90,
                Step = 20 }.Encode(),
            new TestJpegFile(67, 45, Plane(1, 1)) { Marker = 0xC3, Bits = 12, Scans = [new([0], 6)] }.Encode(),
            new TestJpegFile(67, 45, Plane(1, 1)) { Marker = 0xC1, Bits = 12 }.Encode(),
            TestJpeg.With(TestJpeg.Colour(60, 52, (x, y) => (x * 4, y * 4, x * y & 255)), 0xE1, [.. "Exif\0\0"u8, .. TestPng.Exif(8)]),
        ]),
        ("TIFF",
        [
            new TestTiff(60, 50, 8, 1, (x, y) => [x * y & 255]) { Compression = 5 }.Encode(),
            new TestTiff(60, 50, 16, 1, (x, y) => [x * y & 4095]) { Compression = 8, Differenced = true, Tile = (32, 16), BigEndian = true }.Encode(),
            new TestTiff(60, 50, 8, 2, (x, y) => [x, y, x * y & 255]) { Compression = 32_773, Planar = true }.Encode(),
            new TestTiff(48, 32, 8, 1, (x, y) => [x * y & 255]) { Compression = 7 }.Encode(),
        ]),
        ("WebP", [WebP(90), WebP(100)]),
        ("GIF", [TestGif.Gray(60, 50, (x, y) => x * y & 255)]),
        ("BMP", [TestBmp.Gray(60, 50, (x, y) => x * y & 255)]),
        ("DICOM",
        [
            Dicom(TestDicom.Implicit).WithTable(0x0028_3010, 0, 12, [.. Enumerable.Range(0, 4096)]).Encode(),
            Dicom(TestDicom.BigEndian).WithWindow(2048, 4096).Encode(),
            Dicom(TestDicom.Deflated).Encode(),
            Dicom(TestDicom.RunLengths).Encode(),
            Dicom(TestDicom.JpegLossless).Encode(),
            Dicom(TestDicom.JpegExtended).With(0x0028_0120, 77).Encode(),
        ]),
    ];

    private static string[] Kinds => [.. Corpus.Select(c => c.Kind)];

    [TestCaseSource(nameof(Kinds))]
    public void Decode_MutatedFiles_GiveAPictureOrTheNamedErrorWithinTimeAndMemory(string kind)
    {
        int? asked = int.TryParse(Environment.GetEnvironmentVariable("COVIDCLASSIFIER_MUTATIONS"), CultureInfo.InvariantCulture, out int given) ? given : null;
        byte[][] files = [.. Corpus.Single(c => c.Kind == kind).Files, .. asked is null ? [] : Real(kind)];
        byte[]?[] expected = [.. files.Select(Pixels)];
        int count = asked ?? Default;
        RandomStream random = new Seed(23).For(kind).Open();
        var mutator = new Mutator(random);
        int refused = 0;
        double slowest = 0;
        long largest = 0;
        for (int round = 0; round < count; round++)
        {
            byte[] file = mutator.Mutate(files[random.Below(files.Length)], files[random.Below(files.Length)]);
            if (random.Below(2) == 0)
            {
                PngCheckSums.Mend(file);
            }

            long before = GC.GetTotalAllocatedBytes(), began = Stopwatch.GetTimestamp();
            try
            {
                XRayDecoder.Decode(file, 32, 32);
            }
            catch (ImageFormatException e)
            {
                refused++;
                Assert.That(e.Reason, Does.EndWith("."));
            }
            catch (Exception e)
            {
                Assert.Fail($"round {round}: {e}\n{Convert.ToBase64String(file)}");
            }

            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            slowest = Math.Max(slowest, seconds);
            largest = Math.Max(largest, GC.GetTotalAllocatedBytes() - before);
            Assert.That(seconds, Is.LessThan(MostSeconds), $"round {round}: {Convert.ToBase64String(file)}");
            Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(MostBytes), $"round {round}: {Convert.ToBase64String(file)}");
        }

        Assert.That(files.Select(Pixels), Is.EqualTo(expected), "whole files afterwards");
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {kind} | {count} | {refused} | {count - refused} | {slowest:F3} s | {largest >> 20} MB | "
                + $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB |"));
    }

    private static byte[]? Pixels(byte[] file)
    {
        try
        {
            return XRayDecoder.Decode(file, 32, 32).Pixels;
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }

    /// <summary>Real files of a kind, where the shared folder is there; not too large, or most changes would hit pixels.</summary>
    private static IEnumerable<byte[]> Real(string kind)
    {
        const int largest = 300_000, most = 60;
        string? folder = SharedFolder.Find(kind == "DICOM" ? "data/dicom" : "data/darkcovidnet");
        return folder is null ? [] : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(f => new FileInfo(f).Length < largest).Select(File.ReadAllBytes).Where(b => ImageFormats.Of(b)?.Name == kind).Take(most);
    }

    private static TestJpegFile.Plane Plane(int across, int down) => new(across, down, (x, y) => 40 + (x * 5 + y * 3 + x * y) % 200);

    private static TestDicom Dicom(string syntax) => new TestDicom(60, 50, 16, 12, (x, y) => [(x * 60 + y * 9) & 4095]) { Syntax = syntax };

    private static byte[] WebP(int quality)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(60, 50, SKColorType.Rgba8888, SKAlphaType.Opaque));
        byte[] pixels = [.. Enumerable.Range(0, bitmap.ByteCount).Select(i => i % 4 == 3 ? (byte)255 : (byte)(i * 7))];
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Webp, quality);
        return data.ToArray();
    }
}
