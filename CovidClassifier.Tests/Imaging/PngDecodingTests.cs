using System.Runtime.InteropServices;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using SkiaSharp;

namespace CovidClassifier.Tests.Imaging;

internal sealed class PngDecodingTests
{
    [Test]
    public void Decode_GrayOfEveryDepth_SpreadsToTheWholeRange([Values(1, 2, 4, 8)] int depth, [Values] bool interlaced)
    {
        int white = (1 << depth) - 1;
        int Value(int x, int y) => (3 * x + 5 * y + x * y) & white;
        byte[] file = new TestPng(19, 13, depth, 0) { Pixel = (x, y) => [Value(x, y)], Interlaced = interlaced }.Encode();
        Expect(file, 19, 13, (x, y) => Value(x, y) * 255.0 / white, 0);
    }

    [Test]
    public void Decode_ColourWithEveryFilter_FollowsTheFormula([Values(2, 6)] int colourType, [Values] bool interlaced)
    {
        int[] Pixel(int x, int y)
        {
            int[] colour = [(x * 37 + y) & 255, (y * 53 + x * x) & 255, (x * y * 7) & 255];
            return colourType == 6 ? [.. colour, (x * 11 + y * 29) & 255] : colour;
        }


        byte[] file = new TestPng(45, 21, 8, colourType) { Pixel = Pixel, Interlaced = interlaced }.Encode();
        Expect(file, 45, 21, (x, y) => Gray(Pixel(x, y), 255), 0.501);
    }

    [Test]
    public void Decode_GrayWithAlpha_LiesOverBlack()
    {
        byte[] file = new TestPng(20, 9, 8, 4) { Pixel = (x, y) => [x * 12, y * 30] }.Encode();
        Expect(file, 20, 9, (x, y) => x * 12 * (y * 30) / 255.0, 0.5);
    }

    [Test]
    public void Decode_Palette_UsesItsColoursAndAlpha([Values(1, 2, 4, 8)] int depth)
    {
        byte[] palette = [0, 0, 0, 255, 0, 0];
        byte[] file = new TestPng(11, 6, depth, 3) { Pixel = (x, y) => [(x + y) & 1] }
            .With("PLTE", palette).With("tRNS", 255, 128).Encode();
        Expect(file, 11, 6, (x, y) => ((x + y) & 1) * 0.299 * 255 * 128 / 255, 0.5);
    }

    [Test]
    public void Decode_TransparentColour_IsBlack()
    {
        byte[] gray = new TestPng(6, 4, 8, 0) { Pixel = (x, y) => [x * 40] }.With("tRNS", 0, 80).Encode();
        byte[] rgb = new TestPng(6, 4, 8, 2) { Pixel = (x, y) => [x * 40, x * 40, x * 40] }.With("tRNS", 0, 80, 0, 80, 0, 80).Encode();
        Expect(gray, 6, 4, (x, y) => x == 2 ? 0 : x * 40, 0);
        Expect(rgb, 6, 4, (x, y) => x == 2 ? 0 : x * 40, 0);
    }

    [Test]
    public void Decode_SixteenBits_GoesThroughTheRobustWindow([Values(0, 2, 4, 6)] int colourType, [Values] bool interlaced)
    {
        // twelve-bit content, as radiography writes it
        int Value(int x, int y) => 100 + x * 97 + y * 31;
        int[] Pixel(int x, int y) => colourType switch
        {
            0 => [Value(x, y)],
            2 => [Value(x, y), Value(x, y), Value(x, y)],
            4 => [Value(x, y), 65535],
            _ => [Value(x, y), Value(x, y), Value(x, y), 65535],
        };
        byte[] file = new TestPng(33, 17, 16, colourType) { Pixel = Pixel, Interlaced = interlaced }.Encode();
        RobustWindow window = RobustWindow.Of([.. Enumerable.Range(0, 33 * 17).Select(i => (ushort)Value(i % 33, i / 33))], 33);
        Expect(file, 33, 17, (x, y) => Math.Clamp((Value(x, y) - window.Low) * 255.0 / (window.High - window.Low), 0, 255), 0.5);
    }

    [Test]
    public void Decode_SixteenBitsOfOneValue_KeepsTheHighByte()
    {
        byte[] file = new TestPng(3, 2, 16, 0) { Pixel = (_, _) => [0x7F80] }.Encode();
        Expect(file, 3, 2, (_, _) => 0x7F, 0);
    }

    [Test]
    public void Decode_SixteenBitAlphaAndKey_LieOverBlack()
    {
        static int Ramp(int x) => 10_000 + 100 * x;
        byte[] opaque = new TestPng(40, 1, 16, 0) { Pixel = (x, _) => [Ramp(x)] }.Encode();
        byte[] alpha = new TestPng(40, 1, 16, 4) { Pixel = (x, _) => [Ramp(x), x == 3 ? 0 : 65_535] }.Encode();
        byte[] key = new TestPng(40, 1, 16, 0) { Pixel = (x, _) => [Ramp(x)] }.With("tRNS", (byte)(Ramp(3) >> 8), (byte)Ramp(3)).Encode();
        byte[] expected = Full(opaque);
        expected[3] = 0;
        Assert.That(Full(alpha), Is.EqualTo(expected));
        Assert.That(Full(key), Is.EqualTo(expected));
    }

    [Test]
    public void Decode_WhatSkiaEncodes_EqualsWhatSkiaDecodes([Values(SKColorType.Gray8, SKColorType.Rgba8888)] SKColorType type)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(120, 75, type, type == SKColorType.Gray8 ? SKAlphaType.Opaque : SKAlphaType.Unpremul));
        byte[] pixels = new byte[bitmap.ByteCount];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 31 + i / 97);
        }

        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        double[] expected = TestJpeg.SkiaGray(data.ToArray());
        Expect(data.ToArray(), 120, 75, (x, y) => expected[y * 120 + x], 0.501);
    }

    [Test]
    public void Decode_GammaAndProfileChunks_ChangeNoPixel()
    {
        TestPng Plain() => new(16, 16, 8, 2) { Pixel = (x, y) => [x * 16, y * 16, 100] };
        byte[] plain = Plain().Encode();
        byte[] marked = Plain().With("gAMA", 0, 0, 0x27, 0x10).With("cHRM", new byte[32]).Encode();
        using var wide = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Linear, SKColorSpaceXyz.Rec2020);
        using var bitmap = new SKBitmap(new SKImageInfo(16, 16, SKColorType.Rgba8888, SKAlphaType.Opaque, wide));
        bitmap.Erase(new SKColor(200, 100, 50));
        byte[] raw = bitmap.Bytes;
        using SKData profiled = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Assert.That(Full(marked), Is.EqualTo(Full(plain)));
        Assert.That(profiled.ToArray().AsSpan().IndexOf("iCCP"u8), Is.Positive, "the file carries a profile");
        Expect(profiled.ToArray(), 16, 16, (x, y) => Gray([raw[0], raw[1], raw[2]], 255), 0.501);
    }

    [Test]
    public void Decode_ToAnotherSize_EqualsTheSlowOracle()
    {
        byte[] file = new TestPng(90, 64, 8, 0) { Pixel = (x, y) => [(x * x + 3 * y) & 255] }.Encode();
        double[] source = [.. Enumerable.Range(0, 90 * 64).Select(i => (double)(((i % 90) * (i % 90) + 3 * (i / 90)) & 255))];
        double[] slow = SlowStretch.Of(source, 90, 64, 32, 100);
        GrayImage image = XRayDecoder.Decode(file, 32, 100);
        Assert.That((image.Width, image.Height), Is.EqualTo((32, 100)));
        Assert.That(image.Pixels.Zip(slow, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(0.5 + 1e-9));
    }

    private static double Gray(int[] pixel, double opaque) =>
        (0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2]) * (pixel.Length > 3 ? pixel[3] / opaque : 1);

    private static byte[] Full(byte[] file) => XRayDecoder.DecodeFullSize(file).Pixels;

    private static void Expect(byte[] file, int width, int height, Func<int, int, double> expected, double tolerance)
    {
        GrayImage image = XRayDecoder.DecodeFullSize(file);
        Assert.That((image.Width, image.Height), Is.EqualTo((width, height)));
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            Assert.That(image.Pixels[i], Is.EqualTo(expected(i % width, i / width)).Within(tolerance), $"pixel {i % width}, {i / width}");
        }
    }
}
