using System.Security.Cryptography;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

internal sealed class PixelHashTests
{
    [Test]
    public void Of_IsSha256OfSizeAndPixels()
    {
        string expected = Convert.ToHexString(SHA256.HashData((byte[])[2, 0, 0, 0, 1, 0, 0, 0, 7, 9])).ToLowerInvariant();
        Assert.That(PixelHash.Of(new GrayImage(2, 1, [7, 9])), Is.EqualTo(expected));
        Assert.That(expected, Has.Length.EqualTo(64));
    }

    [Test]
    public void Of_SamePixelsInAnotherShape_Differs() =>
        Assert.That(PixelHash.Of(new GrayImage(2, 1, [7, 9])), Is.Not.EqualTo(PixelHash.Of(new GrayImage(1, 2, [7, 9]))));

    [Test]
    public void Of_TheSamePictureSavedAnew_IsTheSame()
    {
        Func<int, int, int[]> pixel = (x, y) => [(x * y) & 255];
        byte[] a = new TestPng(50, 40, 8, 0) { Pixel = pixel, Filter = _ => 0 }.Encode();
        byte[] b = new TestPng(50, 40, 8, 0) { Pixel = pixel, Interlaced = true }.With("tEXt", 65, 0, 66).Encode();
        Assert.That(PixelHash.Of(XRayDecoder.Decode(a, 32, 32)), Is.EqualTo(PixelHash.Of(XRayDecoder.Decode(b, 32, 32))));
    }
}
