using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

internal sealed class ExifOrientationTests
{
    // stored: a b c / d e f
    [TestCase(1, "abc", "def")]
    [TestCase(2, "cba", "fed")]
    [TestCase(3, "fed", "cba")]
    [TestCase(4, "def", "abc")]
    [TestCase(5, "ad", "be", "cf")]
    [TestCase(6, "da", "eb", "fc")]
    [TestCase(7, "fc", "eb", "da")]
    [TestCase(8, "cf", "be", "ad")]
    public void Decode_PngWithOrientation_StandsUpright(int orientation, params string[] upright)
    {
        byte[] file = new TestPng(3, 2, 8, 0) { Pixel = (x, y) => ["abcdef"[3 * y + x]] }.With("eXIf", TestPng.Exif(orientation)).Encode();
        GrayImage image = XRayDecoder.DecodeFullSize(file);
        Assert.That((image.Width, image.Height), Is.EqualTo((upright[0].Length, upright.Length)));
        Assert.That(new string([.. image.Pixels.Select(p => (char)p)]), Is.EqualTo(string.Concat(upright)));
    }

    [Test]
    public void Decode_JpegWithOrientation_TurnsWhatItHoldsBeforeTheTargetSizeCounts([Range(1, 8)] int orientation, [Values] bool little)
    {
        byte[] stored = TestJpeg.Gray(160, 96, (x, y) => x + y / 2 + (x > 80 && y < 30 ? 60 : 0));
        byte[] marked = TestJpeg.With(stored, 0xE1, [.. "Exif\0\0"u8, .. TestPng.Exif(orientation, little)]);
        bool swaps = orientation >= 5;
        GrayImage expected = ExifOrientation.Apply(swaps ? XRayDecoder.Decode(stored, 10, 14) : XRayDecoder.Decode(stored, 14, 10), orientation);
        GrayImage image = XRayDecoder.Decode(marked, 14, 10);
        Assert.That((image.Width, image.Height), Is.EqualTo((14, 10)));
        Assert.That(image.Pixels, Is.EqualTo(expected.Pixels));
    }

    [Test]
    public void Find_BrokenBlocks_StateNone()
    {
        byte[] exif = TestPng.Exif(6);
        for (int length = 0; length < 20; length++)
        {
            Assert.That(ExifOrientation.Find(exif.AsSpan(0, length)), Is.Null, $"{length} bytes");
        }

        Assert.That(ExifOrientation.Find(TestPng.Exif(9)), Is.Null);
        Assert.That(ExifOrientation.Find([.. "MM\0*"u8, 0xFF, 0xFF, 0xFF, 0xFF]), Is.Null);
    }
}
