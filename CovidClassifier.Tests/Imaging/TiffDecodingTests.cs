using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

internal sealed class TiffDecodingTests
{
    private const int Width = 43, Height = 27;

    private static readonly int[] Packings = [1, 5, 8, 32_773];

    private static int Value(int x, int y) => x < 12 ? 9 : (x * 5 + y * 3 + (x * y & 7)) & 255;

    [Test]
    public void Decode_GrayOfEightBits_IsThePicture([ValueSource(nameof(Packings))] int packing, [Values] bool bigEndian, [Values] bool tiles) =>
        Expect(new TestTiff(Width, Height, 8, 1, (x, y) => [Value(x, y)]) { Compression = packing, BigEndian = bigEndian, Tile = tiles ? (16, 32) : null },
            Value, 0);

    [Test]
    public void Decode_SixteenBits_GoesThroughTheRobustWindow([ValueSource(nameof(Packings))] int packing, [Values] bool bigEndian, [Values] bool differenced)
    {
        int Deep(int x, int y) => 700 + x * 90 + y * 31;
        RobustWindow window = RobustWindow.Of([.. Enumerable.Range(0, Width * Height).Select(i => (ushort)Deep(i % Width, i / Width))], Width);
        TestTiff file = new(Width, Height, 16, 1, (x, y) => [Deep(x, y)])
        {
            Compression = packing,
            BigEndian = bigEndian,
            Differenced = differenced
            && packing is 5 or 8
        };
        Expect(file, (x, y) => window.Gray(Deep(x, y)), 0);
    }

    [Test]
    public void Decode_FewBits_SpreadToTheWholeRange([Values(1, 2, 4)] int bits, [Values(0, 1)] int photometric)
    {
        int most = (1 << bits) - 1;
        Expect(
            new TestTiff(Width, Height, bits, photometric, (x, y) => [Value(x, y) & most]),
            (x, y) => (photometric == 0 ? most - (Value(x, y) & most) : Value(x, y) & most) * 255.0 / most, 0.5);
    }

    [Test]
    public void Decode_Colours_FollowTheFormula([Values] bool planar, [Values(8, 16)] int bits, [Values] bool differenced)
    {
        int[] Colour(int x, int y) => [.. new[] { Value(x, y), x * 5, y * 9 }.Select(v => bits == 16 ? v * 257 : v)];
        TestTiff file = new(Width, Height, bits, 2, Colour) { Planar = planar, Differenced = differenced, Compression = 8 };
        GrayImage image = XRayDecoder.DecodeFullSize(file.Encode());
        double[] gray = [.. Enumerable.Range(0, Width * Height).Select(i => Colour(i % Width, i / Width)).Select(c =>
            (0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2]) / (bits == 16 ? 257 : 1))];
        if (bits == 16)
        {
            RobustWindow window = RobustWindow.Of([.. gray.Select(g => (ushort)Math.Round(g * 257))], Width);
            gray = [.. gray.Select(g => (double)window.Gray((int)Math.Round(g * 257)))];
        }

        Assert.That(image.Pixels.Zip(gray, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(bits == 16 ? 1 : 0.501));
    }

    [Test]
    public void Decode_PaletteAlphaAndCmyk_AreGray()
    {
        int[] map = [.. Enumerable.Range(0, 768).Select(i => i < 256 ? i * 257 : 0)];
        Expect(new TestTiff(Width, Height, 8, 3, (x, y) => [Value(x, y)]) { Fields = [(320, map)] }, (x, y) => 0.299 * Value(x, y), 0.501);
        Expect(new TestTiff(Width, Height, 8, 1, (x, y) => [Value(x, y), 128]) { Fields = [(338, [2])] }, (x, y) => Value(x, y) * 128 / 255.0, 0.501);
        Expect(new TestTiff(Width, Height, 8, 5, (x, y) => [0, 0, 0, Value(x, y)]), (x, y) => 255 - Value(x, y), 0.501);
    }

    [Test]
    public void Decode_JpegInStrips_IsNearThePicture()
    {
        GrayImage image = XRayDecoder.DecodeFullSize(new TestTiff(48, 32, 8, 1, (x, y) => [40 + 3 * x + y]) { Compression = 7, RowsPerStrip = 16 }.Encode());
        Assert.That(image.Pixels.Select((p, i) => Math.Abs(p - (40 + 3 * (i % 48) + i / 48))).Max(), Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Decode_Orientation_IsApplied()
    {
        GrayImage image = XRayDecoder.DecodeFullSize(new TestTiff(Width, Height, 8, 1, (x, y) => [Value(x, y)]) { Fields = [(274, [6])] }.Encode());
        Assert.That((image.Width, image.Height), Is.EqualTo((Height, Width)));
        Assert.That(image.Pixels[Height - 1], Is.EqualTo(Value(0, 0)));
    }

    [Test]
    public void Decode_CutAnywhere_IsRefusedOrLacksNoPixel([Values(1, 5, 7, 8, 32_773)] int packing)
    {
        byte[] file = new TestTiff(48, 32, 8, 1, (x, y) => [Value(x, y)]) { Compression = packing }.Encode();
        byte[] whole = XRayDecoder.DecodeFullSize(file).Pixels;
        for (int length = 8; length < file.Length; length += 7)
        {
            Assert.That(() => XRayDecoder.DecodeFullSize(file.AsMemory(0, length)), Throws.TypeOf<ImageFormatException>().Or.Property("Pixels").EqualTo(whole),
                $"{length}");
        }

        int first = 8;
        byte[] hole = [.. file];
        hole.AsSpan(first + 20, 60).Clear();
        if (packing is not (1 or 32_773))
        {
            Assert.That(() => XRayDecoder.DecodeFullSize(hole), Throws.TypeOf<ImageFormatException>(), "a hole in packed data");
        }
    }

    [Test]
    public void Decode_WhatIsNotRead_IsNamed()
    {
        string Refusal(TestTiff file) => Assert.Throws<ImageFormatException>(() => XRayDecoder.DecodeFullSize(file.Encode()))!.Reason;
        Assert.That(Refusal(new TestTiff(8, 8, 1, 1, (_, _) => [0]) { Compression = 4 }),
            Does.StartWith("it is a TIFF of compression 4; none, LZW, deflate, PackBits and JPEG are read."));
        Assert.That(Refusal(new TestTiff(8, 8, 8, 1, (_, _) => [0]) { Fields = [(339, [3])] }),
            Is.EqualTo("it is a TIFF of 8 bits per sample, fractions; whole numbers of 1, 2, 4, 8 and 16 bits are read."));
    }

    private static void Expect(TestTiff file, Func<int, int, double> expected, double tolerance)
    {
        GrayImage image = XRayDecoder.DecodeFullSize(file.Encode());
        Assert.That((image.Width, image.Height), Is.EqualTo((Width, Height)));
        Assert.That(image.Pixels.Select((p, i) => Math.Abs(p - expected(i % Width, i / Width))).Max(), Is.LessThanOrEqualTo(tolerance));
    }

    private static void Expect(TestTiff file, Func<int, int, int> expected, double tolerance) => Expect(file, (x, y) => (double)expected(x, y), tolerance);
}
