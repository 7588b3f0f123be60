using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Imaging.Jpeg;
using static CovidClassifier.Tests.Imaging.TestJpegFile;

namespace CovidClassifier.Tests.Imaging;

/// <summary>JPEG of other than 8 bits, and lossless.</summary>
internal sealed class JpegDeepTests
{
    private const int Width = 37, Height = 21;

    [Test]
    public void Read_Lossless_GivesEverySample([Range(1, 7)] int predictor, [Values(2, 8, 12, 16)] int bits, [Values] bool restarts)
    {
        int Sample(int x, int y) => (x * 311 + y * 1777 + x * y * 5) & ((1 << bits) - 1);
        byte[] file = Lossless(bits, predictor, low: 0, restarts, Sample);
        Assert.That(Samples(file).Planes[0], Is.EqualTo(Every((x, y) => (ushort)Sample(x, y))));
    }

    [Test]
    public void Read_LosslessWithPointTransform_GivesTheUpperBits()
    {
        int Sample(int x, int y) => (x * 311 + y * 1777) & 4095;
        byte[] file = Lossless(12, predictor: 1, low: 3, restarts: false, Sample);
        Assert.That(Samples(file).Planes[0], Is.EqualTo(Every((x, y) => (ushort)(Sample(x, y) & ~7))));
    }

    [Test]
    public void Read_LosslessColourInOneScanOrThree_GivesEveryPlane([Values] bool inOneScan)
    {
        Plane[] planes = [new(1, 1, (x, y) => x * 5 & 255), new(1, 1, (x, y) => y * 9 & 255), new(1, 1, (x, y) => (x + y) * 3 & 255)];
        byte[] file = new TestJpegFile(Width, Height, planes)
        {
            Marker = 0xC3,
            Scans = inOneScan ? [new([0, 1, 2], 4)] : [new([0], 1), new([1], 2), new([2], 6)],
        }.Encode();
        JpegSamples samples = Samples(file);
        for (int i = 0; i < 3; i++)
        {
            Assert.That(samples.Planes[i], Is.EqualTo(Every((x, y) => (ushort)planes[i].Sample(x, y))));
        }

        double[] gray = [.. Enumerable.Range(0, Width * Height).Select(i => 0.299 * samples.Planes[0][i] + 0.587 * samples.Planes[1][i]
            + 0.114 * samples.Planes[2][i])];
        Assert.That(XRayDecoder.DecodeFullSize(file).Pixels.Zip(gray, (a, b) => Math.Abs(a - b)).Max(), Is.LessThan(1),
            "without markers a lossless file is RGB");
    }

    [Test]
    public void Decode_LosslessOfEightBits_IsThePicture() =>
        Assert.That(XRayDecoder.DecodeFullSize(Lossless(8, 1, 0, false, (x, y) => (x * 6 + y) & 255)).Pixels, Is.EqualTo(Every((x, y) => (byte)(x * 6 + y))));

    [TestCase(0xC1)]
    [TestCase(0xC2)]
    public void Read_TwelveBits_IsWithinOneOfUnlimitedPrecision(int marker)
    {
        TestJpegFile kind = new(Width, Height, new Plane(1, 1, (x, y) => 300 + x * 90 + y * 11 + (x * y * 31 & 255)))
        {
            Marker = (byte)marker,
            Bits = 12,
            Scans = marker == 0xC2 ? Progression(1) : null,
        };
        double[] expected = kind.Decoded(0);
        ushort[] samples = Samples(kind.Encode()).Planes[0];
        Assert.That(samples.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Decode_TwelveBits_GoesThroughTheRobustWindow()
    {
        byte[] file = new TestJpegFile(Width, Height, new Plane(1, 1, (x, y) => 300 + x * 90)) { Marker = 0xC1, Bits = 12, Step = 1 }.Encode();
        byte[] pixels = XRayDecoder.DecodeFullSize(file).Pixels;
        Assert.That(pixels[1], Is.LessThan(30));
        Assert.That(pixels[Width - 2], Is.GreaterThan(225));
    }

    [Test]
    public void Decode_PixelsMissing_IsRefused([Values(0xC1, 0xC3)] int marker)
    {
        byte[] file = marker == 0xC3
            ? Lossless(12, 1, 0, false, (x, y) => (x * 31 + y * 177) & 4095)
            : new TestJpegFile(Width, Height, new Plane(1, 1, (x, y) => 300 + (x * y * 31 & 2047))) { Marker = 0xC1, Bits = 12 }.Encode();
        int start = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + 20, length = file.Length - start;
        byte[] cut = [.. file[..(start + length / 3)], 0xFF, 0xD9];
        byte[] zeros = [.. file];
        zeros.AsSpan(start + length / 2, length / 2 - 2).Clear();
        Assert.That(() => XRayDecoder.Decode(cut, 8, 8), Throws.TypeOf<ImageFormatException>());
        Assert.That(() => XRayDecoder.Decode(zeros, 8, 8), Throws.TypeOf<ImageFormatException>());
        Assert.That(XRayDecoder.Decode(file[..^2], 8, 8).Pixels, Is.EqualTo(XRayDecoder.Decode(file, 8, 8).Pixels));
    }

    private static byte[] Lossless(int bits, int predictor, int low, bool restarts, Func<int, int, int> sample) =>
        new TestJpegFile(Width, Height, new Plane(1, 1, sample))
        {
            Marker = 0xC3,
            Bits = bits,
            Scans = [new([0], predictor, 0, 0, low)],
            RestartInterval = restarts ? 3 * Width : 0
        }.Encode();

    private static JpegSamples Samples(byte[] file)
    {
        var image = new EncodedImage(file, null);
        return JpegSamples.Read(image, JpegHeader.Read(image), default);
    }

    private static T[] Every<T>(Func<int, int, T> value) => [.. Enumerable.Range(0, Width * Height).Select(i => value(i % Width, i / Width))];
}
