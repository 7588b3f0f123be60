using System.Diagnostics;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

internal sealed class ImageFuzzTests
{
    private static readonly (string Name, byte[] File)[] Whole =
    [
        ("gray PNG", new TestPng(24, 20, 8, 0) { Pixel = (x, y) => [x * y & 255] }.Encode()),
        ("palette PNG", new TestPng(24, 20, 4, 3) { Pixel = (x, y) => [(x + y) & 3] }.With("PLTE", new byte[12]).With("tRNS", 9).Encode()),
        ("RGBA PNG", new TestPng(24, 20, 8, 6) { Pixel = (x, y) => [x, y, x * y & 255, 200] }.With("eXIf", TestPng.Exif(6)).Encode()),
        ("interlaced 16-bit PNG", new TestPng(24, 20, 16, 2) { Pixel = (x, y) => [x * 999, y * 999, 7], Interlaced = true }.Encode()),
        ("gray JPEG", TestJpeg.Gray(40, 32, (x, y) => x * y & 255)),
        ("colour JPEG", TestJpeg.With(TestJpeg.Colour(40, 32, (x, y) => (x * 6, y * 7, x * y & 255)), 0xE1, [.. "Exif\0\0"u8, .. TestPng.Exif(8)])),
    ];

    [Test]
    [CancelAfter(60_000)]
    public void Decode_CutAtAnyLength_IsRefusedOrLacksNoPixel([Range(0, 5)] int which)
    {
        (string name, byte[] file) = Whole[which];
        byte[] whole = XRayDecoder.Decode(file, 16, 16).Pixels;
        int lastRefused = 0;
        for (int length = 0; length < file.Length; length++)
        {
            try
            {
                Assert.That(XRayDecoder.Decode(file.AsMemory(0, length), 16, 16).Pixels, Is.EqualTo(whole), $"{name}, {length} bytes");
            }
            catch (ImageFormatException)
            {
                lastRefused = length;
            }
        }

        Assert.That(lastRefused, Is.InRange(file.Length - 40, file.Length - 1), name);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Decode_FlippedBytes_GivesAPictureOrARefusal([Range(0, 5)] int which)
    {
        (string name, byte[] file) = Whole[which];
        RandomStream random = new Seed(11).For(name).Open();
        var clock = Stopwatch.StartNew();
        for (int round = 0; round < 400; round++)
        {
            byte[] damaged = [.. file];
            for (int flips = 1 + random.Below(4); flips > 0; flips--)
            {
                damaged[random.Below(damaged.Length)] ^= (byte)(1 + random.Below(255));
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Assert.That(XRayDecoder.Decode(damaged, 16, 16).Pixels, Has.Length.EqualTo(256));
            }
            catch (ImageFormatException e)
            {
                Assert.That(e.Reason, Does.EndWith("."));
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64L << 20), $"{name}, round {round}");
        }

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)), name);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Decode_DamagedPixelDataBehindValidCheckSums_GivesAPictureOrARefusal()
    {
        TestPng png = new(32, 32, 16, 6) { Pixel = (x, y) => [x * 2000, y * 2000, 5, 60000], PieceLength = 64 };
        byte[] raw = new byte[32 * (1 + 32 * 8)];
        RandomStream random = new Seed(12).Open();
        for (int round = 0; round < 300; round++)
        {
            for (int i = 0; i < raw.Length; i++)
            {
                raw[i] = (byte)random.Below(i % 257 == 0 ? 6 : 256);
            }

            byte[] idat = TestPng.Deflate(raw);
            idat[random.Below(idat.Length)] ^= (byte)(1 << random.Below(8));
            try
            {
                XRayDecoder.Decode(png.Assemble(idat), 16, 16);
            }
            catch (ImageFormatException e)
            {
                Assert.That(e.Reason, Does.StartWith("the PNG file is damaged"));
            }
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void Decode_RealFilesCutShort_AreRefused()
    {
        foreach (string path in Directory.GetFiles(SharedFolder.Path("data/originals")).Order(StringComparer.Ordinal).TakeLast(9))
        {
            byte[] file = File.ReadAllBytes(path);
            foreach (double share in new[] { 0.02, 0.5, 0.97, 0.9999 })
            {
                ReadOnlyMemory<byte> cut = file.AsMemory(0, (int)(share * file.Length));
                Assert.That(() => XRayDecoder.Decode(cut, 64, 64), Throws.TypeOf<ImageFormatException>(), $"{path}, {share}");
            }
        }
    }
}
