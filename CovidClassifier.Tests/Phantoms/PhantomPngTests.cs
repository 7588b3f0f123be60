using CovidClassifier.Foundation;
using CovidClassifier.Phantoms;
using SkiaSharp;

namespace CovidClassifier.Tests.Phantoms;

public sealed class PhantomPngTests
{
    [Test]
    public void ToPng_AnyPixels_AreReadBackBySkia([Values(1, 2, 64, 301)] int size, [Values("noise", "flat", "ramp", "extremes")] string kind)
    {
        RandomStream random = new Seed(8).For(size).Open();
        byte[] pixels = [.. Enumerable.Range(0, size * size).Select(i => (byte)(kind switch
        {
            "noise" => random.Below(256),
            "flat" => 17,
            "ramp" => i / size,
            _ => i % 2 * 128,
        }))];
        byte[] png = new Phantom("Normal", "p", "s", "PA", 1, "F", [], size, pixels).ToPng();
        using SKBitmap decoded = SKBitmap.Decode(png, new SKImageInfo(size, size, SKColorType.Gray8));
        byte[] padded = decoded.Bytes;
        Assert.That(Enumerable.Range(0, size).SelectMany(y => padded.AsSpan(y * decoded.RowBytes, size).ToArray()).SequenceEqual(pixels));
    }

    [Test]
    public void ToPng_SkewedBytes_KeepsCodesWithinFifteenBits()
    {
        // Fibonacci frequencies make the longest Huffman codes: 26 symbols would ask for 25 bits
        var pixels = new List<byte>();
        for (int symbol = 0, a = 1, b = 1; symbol < 26; symbol++, (a, b) = (b, a + b))
        {
            pixels.AddRange(Enumerable.Repeat((byte)(symbol * 9), a));
        }

        int size = (int)Math.Sqrt(pixels.Count);
        byte[] square = [.. pixels.Take(size * size)];
        new Seed(1).Open().Shuffle<byte>(square);
        using SKBitmap decoded = SKBitmap.Decode(new Phantom("Normal", "p", "s", "PA", 1, "F", [], size, square).ToPng());
        Assert.That(Enumerable.Range(0, size * size).Count(i => decoded.GetPixel(i % size, i / size).Red == square[i]), Is.EqualTo(size * size));
    }
}
