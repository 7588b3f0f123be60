using CovidClassifier.Auditing.Quality;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

/// <summary>Pictures whose left half is red and whose right half is gray.</summary>
public class ColouredPixelsTests
{
    private const int Width = 64, Height = 48;

    private static readonly Dictionary<string, byte[]> Halves = new()
    {
        ["JPEG"] = TestJpeg.Colour(Width, Height, (x, y) => x < Width / 2 ? (200, 20, 20) : (90, 90, 90)),
        ["large JPEG"] = TestJpeg.Colour(40 * Width, 40 * Height, (x, y) => x < 20 * Width ? (200, 20, 20) : (90, 90, 90)),
        ["PNG"] = new TestPng(Width, Height, 8, 2) { Pixel = Half }.Encode(),
        ["PNG with alpha"] = new TestPng(Width, Height, 8, 6) { Pixel = (x, y) => [.. Half(x, y), 255] }.Encode(),
        ["interlaced PNG"] = new TestPng(Width, Height, 8, 2) { Pixel = Half, Interlaced = true }.Encode(),
        ["PNG of 16 bits"] = new TestPng(Width, Height, 16, 2) { Pixel = (x, y) => [.. Half(x, y).Select(v => 257 * v)] }.Encode(),
        ["PNG of a palette"] = new TestPng(Width, Height, 4, 3) { Pixel = (x, y) => [x < Width / 2 ? 1 : 0] }.With("PLTE", 9, 9, 9, 255, 0, 0).Encode(),
        ["TIFF"] = new TestTiff(Width, Height, 8, 2, Half).Encode(),
        ["TIFF in planes"] = new TestTiff(Width, Height, 16, 2, (x, y) => [.. Half(x, y).Select(v => 257 * v)]) { Planar = true }.Encode(),
        ["TIFF of a palette"] = new TestTiff(Width, Height, 8, 3, (x, y) => [x < Width / 2 ? 1 : 0])
        { Fields = [(320, [.. Enumerable.Range(0, 768).Select(i => i == 1 ? 65_535 : 0)])] }.Encode(),
    };

    private static readonly Dictionary<string, byte[]> Grays = new()
    {
        ["gray JPEG"] = TestJpeg.Gray(Width, Height, (x, y) => 2 * x),
        ["gray stored as colour JPEG"] = TestJpeg.Colour(Width, Height, (x, y) => (2 * x, 2 * x, 2 * x), quality: 40),
        ["gray PNG"] = new TestPng(Width, Height, 8, 0) { Pixel = (x, y) => [2 * x] }.Encode(),
        ["gray PNG with alpha"] = new TestPng(Width, Height, 8, 4) { Pixel = (x, y) => [2 * x, y] }.Encode(),
        ["colours that nobody sees"] = new TestPng(Width, Height, 8, 6) { Pixel = (x, y) => [255, 0, 0, 0] }.Encode(),
        ["gray TIFF"] = new TestTiff(Width, Height, 8, 1, (x, y) => [2 * x]).Encode(),
        ["CMYK TIFF under black"] = new TestTiff(Width, Height, 8, 5, (x, y) => [255, 0, 0, 255]).Encode(),
        ["BMP"] = TestBmp.Gray(Width, Height, (x, y) => 2 * x),
        ["GIF"] = TestGif.Gray(Width, Height, (x, y) => 2 * x),
    };

    [TestCaseSource(nameof(Halves))]
    public void Of_APictureWhoseHalfIsRed_IsAHalf(KeyValuePair<string, byte[]> picture) =>
        Assert.That(ShareOf(picture.Value), Is.EqualTo(0.5).Within(picture.Key.Contains("JPEG", StringComparison.Ordinal) ? 0.06 : 0), picture.Key);

    [TestCaseSource(nameof(Grays))]
    public void Of_AGrayPicture_IsNothing(KeyValuePair<string, byte[]> picture) => Assert.That(ShareOf(picture.Value), Is.Zero, picture.Key);

    [Test]
    public void Of_WhatCannotBeRead_IsNotKnown()
    {
        Assert.That(ShareOf("no picture"u8.ToArray()), Is.NaN);
        Assert.That(ShareOf(Halves["PNG"][..^60]), Is.NaN);
    }

    private static int[] Half(int x, int y) => x < Width / 2 ? [200, 20, 20] : [90, 90, 90];

    private static double ShareOf(byte[] file) => ColourShare.Of(ImageSource.FromBytes(file));
}
