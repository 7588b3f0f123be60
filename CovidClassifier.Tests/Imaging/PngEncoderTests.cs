using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using SkiaSharp;

namespace CovidClassifier.Tests.Imaging;

public class PngEncoderTests
{
    [TestCase(1, 1)]
    [TestCase(7, 5)]
    [TestCase(300, 200)]
    public void Gray_DecodedBySkiaSharp_IsWhatItWas(int width, int height)
    {
        byte[] pixels = Random(width * height);
        using SKBitmap decoded = SKBitmap.Decode(PngEncoder.Png(pixels, width, height));
        Assert.That((decoded.Width, decoded.Height), Is.EqualTo((width, height)));
        Assert.That(decoded.Pixels.Select(p => p.Red), Is.EqualTo(pixels));
    }

    [Test]
    public void Colors_DecodedBySkiaSharp_AreWhatTheyWere()
    {
        byte[] rgba = Random(4 * 9 * 6);
        for (int i = 3; i < rgba.Length; i += 4)
        {
            rgba[i] = byte.MaxValue;
        }

        using SKBitmap decoded = SKBitmap.Decode(PngEncoder.PngOfColors(rgba, 9, 6));
        Assert.That(decoded.Pixels.SelectMany(p => (byte[])[p.Red, p.Green, p.Blue, p.Alpha]), Is.EqualTo(rgba));
    }

    private static byte[] Random(int count)
    {
        RandomStream random = new Seed(3).For("pixels").Open();
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Below(256))];
    }
}
