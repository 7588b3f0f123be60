using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using SkiaSharp;

namespace CovidClassifier.Tests.Imaging;

internal sealed class JpegDecodingTests
{
    [Test]
    public void Decode_GrayJpegAtFullSize_IsTheStoredGray()
    {
        byte[] file = TestJpeg.Gray(61, 47, (x, y) => 40 + 2 * x + y);
        AssertNear(XRayDecoder.DecodeFullSize(file), TestJpeg.SkiaGray(file), 0.501);
    }

    [Test]
    public void Decode_ColourJpegAtFullSize_FollowsTheFormula()
    {
        byte[] file = TestJpeg.Colour(83, 40, (x, y) => (3 * x, 255 - 6 * y, x + y));
        AssertNear(XRayDecoder.DecodeFullSize(file), TestJpeg.SkiaGray(file), 0.501);
    }

    [TestCase(1001, 803, 64, 64)]
    [TestCase(1001, 803, 96, 96)]
    [TestCase(640, 480, 128, 60)]
    [TestCase(517, 300, 256, 256)]
    [TestCase(100, 90, 224, 224)]
    [TestCase(2000, 50, 64, 64)]
    public void Decode_AtReducedScale_StaysNearFullDecodeAndAreaAverage(int width, int height, int toWidth, int toHeight)
    {
        byte[] file = TestJpeg.Colour(
            width, height, (x, y) => (Wave(100, x * 0.03), Wave(90, y * 0.02), Wave(120, (x + y) * 0.015)));
        double[] slow = SlowStretch.Of(TestJpeg.SkiaGray(file), width, height, toWidth, toHeight);
        AssertNear(XRayDecoder.Decode(file, toWidth, toHeight), slow, 2);
    }

    [Test]
    public void Decode_WithAProfile_ChangesNoPixel()
    {
        using var wide = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Linear, SKColorSpaceXyz.Rec2020);
        byte[] profiled = TestJpeg.Colour(40, 30, (x, y) => (6 * x, 8 * y, 128), profile: wide);
        byte[] plain = TestJpeg.Change(profiled, 0xE2, _ => null);
        Assert.That(profiled.AsSpan().IndexOf("ICC_PROFILE"u8), Is.Positive, "the file carries a profile");
        Assert.That(plain.AsSpan().IndexOf("ICC_PROFILE"u8), Is.Negative);
        Assert.That(XRayDecoder.DecodeFullSize(profiled).Pixels, Is.EqualTo(XRayDecoder.DecodeFullSize(plain).Pixels));
    }

    [Test]
    public void Decode_FromManyThreads_GivesTheSamePixels()
    {
        byte[] file = TestJpeg.Colour(400, 300, (x, y) => (x & 255, y & 255, (x * y) & 255));
        byte[] expected = XRayDecoder.Decode(file, 64, 64).Pixels;
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ =>
            Assert.That(XRayDecoder.Decode(file, 64, 64).Pixels, Is.EqualTo(expected)));
    }

    [Test]
    public void DecodeFile_EqualsDecodingItsBytes()
    {
        byte[] file = TestJpeg.Gray(50, 40, (x, y) => x + y);
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "decode-file.jpg");
        File.WriteAllBytes(path, file);
        Assert.That(XRayDecoder.DecodeFile(path, 20, 20).Pixels, Is.EqualTo(XRayDecoder.Decode(file, 20, 20).Pixels));
        File.Delete(path);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Decode_AThousandTimes_KeepsMemoryFlat()
    {
        byte[] jpeg = TestJpeg.Colour(300, 300, (x, y) => (x & 255, y & 255, 9));
        byte[] png = new TestPng(300, 300, 8, 0) { Pixel = (x, y) => [(x ^ y) & 255], PieceLength = 8192 }.Encode();
        void Decode(int times)
        {
            for (int i = 0; i < times; i++)
            {
                XRayDecoder.Decode(jpeg, 32, 32);
                XRayDecoder.Decode(png, 32, 32);
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }

        Decode(100);
        long before = Environment.WorkingSet;
        Decode(1000);
        Assert.That(Environment.WorkingSet - before, Is.LessThan(24L << 20), "300 x 300 RGBA is 360 KB: a leak would show 360 MB");
    }

    [Test]
    public void Decode_Cancelled_Throws()
    {
        byte[] file = TestJpeg.Gray(50, 40, (x, y) => x + y);
        var cancelled = new CancellationToken(canceled: true);
        Assert.That(() => XRayDecoder.Decode(file, 8, 8, null, cancelled), Throws.InstanceOf<OperationCanceledException>());
    }

    private static int Wave(int amplitude, double phase) => (int)(127 + amplitude * Math.Sin(phase));

    private static void AssertNear(GrayImage image, double[] expected, double tolerance)
    {
        Assert.That(image.Pixels, Has.Length.EqualTo(expected.Length));
        Assert.That(image.Pixels.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(tolerance));
    }
}
