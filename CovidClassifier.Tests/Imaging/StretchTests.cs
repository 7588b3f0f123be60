using CovidClassifier.Foundation;
using CovidClassifier.Imaging;

namespace CovidClassifier.Tests.Imaging;

internal sealed class StretchTests
{
    [Test]
    public void Stretch_TwoByTwoToOne_IsTheMean() => Assert.That(Run([10, 20, 30, 41], 2, 2, 1, 1), Is.EqualTo(new byte[] { 25 }));

    [Test]
    public void Stretch_ThreeToTwo_SplitsTheMiddlePixel() => Assert.That(Run([0, 90, 240], 3, 1, 2, 1), Is.EqualTo(new byte[] { 30, 190 }));

    [Test]
    public void Stretch_TwoToFour_InterpolatesBetweenCentresAndRepeatsEdges() =>
        Assert.That(Run([0, 100], 2, 1, 4, 1), Is.EqualTo(new byte[] { 0, 25, 75, 100 }));

    [Test]
    public void Stretch_SameSize_ChangesNothing()
    {
        byte[] pixels = Noise(37, 23);
        Assert.That(Run(pixels, 37, 23, 37, 23), Is.EqualTo(pixels));
    }

    [TestCase(64, 48, 16, 16)]
    [TestCase(101, 77, 32, 31)]
    [TestCase(1000, 7, 64, 20)]
    [TestCase(7, 300, 20, 64)]
    [TestCase(5, 3, 64, 64)]
    [TestCase(1, 1, 8, 8)]
    [TestCase(200, 190, 199, 190)]
    public void Stretch_AnySizes_EqualsTheSlowOracle(int width, int height, int toWidth, int toHeight)
    {
        byte[] pixels = Noise(width, height);
        byte[] fast = Run(pixels, width, height, toWidth, toHeight);
        double[] slow = SlowStretch.Of([.. pixels.Select(p => (double)p)], width, height, toWidth, toHeight);
        for (int i = 0; i < fast.Length; i++)
        {
            Assert.That(fast[i], Is.EqualTo(slow[i]).Within(0.5 + 1e-9), $"pixel {i}");
        }
    }

    [Test]
    public void Stretch_MirroredInput_GivesTheMirroredOutput()
    {
        byte[] pixels = Noise(90, 50);
        byte[] result = Run(pixels, 90, 50, 33, 20);
        Array.Reverse(pixels);
        Array.Reverse(result);
        Assert.That(Run(pixels, 90, 50, 33, 20), Is.EqualTo(result));
    }

    [TestCase(4, 64, 40)]
    [TestCase(8, 61, 43)]
    [TestCase(2, 35, 33)]
    public void Stretch_OfReducedPixels_EqualsStretchingTheBlocksTheyStandFor(int step, int width, int height)
    {
        int across = (width + step - 1) / step;
        int down = (height + step - 1) / step;
        byte[] reduced = Noise(across, down);
        byte[] blocks = new byte[width * height];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = reduced[i / width / step * across + i % width / step];
        }

        var stretch = new Stretch(width, height, 5, 4, step);
        for (int y = 0; y < down; y++)
        {
            stretch.Push(reduced.AsSpan(y * across, across));
        }

        Assert.That(stretch.ToImage().Pixels, Is.EqualTo(Run(blocks, width, height, 5, 4)));
    }

    [Test]
    public void Stretch_TheLargestSide_DoesNotOverflow()
    {
        byte[] white = new byte[EncodedImage.MaximumSide];
        Array.Fill(white, (byte)255);
        Assert.That(Run(white, 1, white.Length, 1, 2), Is.EqualTo(new byte[] { 255, 255 }));
        Assert.That(Run(white, white.Length, 1, 2, 1), Is.EqualTo(new byte[] { 255, 255 }));
    }

    [Test]
    public void Stretch_MissingRows_IsAMistakeNotAHalfPicture()
    {
        var stretch = new Stretch(4, 4, 2, 2);
        stretch.Push(new byte[4]);
        Assert.That(stretch.ToImage, Throws.InvalidOperationException);
    }

    private static byte[] Noise(int width, int height)
    {
        RandomStream random = new Seed(5).For(width).For(height).Open();
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.Below(256);
        }

        return pixels;
    }

    private static byte[] Run(byte[] pixels, int width, int height, int toWidth, int toHeight)
    {
        var stretch = new Stretch(width, height, toWidth, toHeight);
        for (int y = 0; y < height; y++)
        {
            stretch.Push(pixels.AsSpan(y * width, width));
        }

        return stretch.ToImage().Pixels;
    }
}
