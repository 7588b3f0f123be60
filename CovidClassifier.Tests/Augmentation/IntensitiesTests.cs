using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;

namespace CovidClassifier.Tests.Augmentation;

public sealed class IntensitiesTests
{
    private const int Side = 16;

    private static byte[] Ramp() => [.. Enumerable.Range(0, Side * Side).Select(i => (byte)i)];

    private static byte[] After(IntensityDraw draw)
    {
        byte[] pixels = Ramp();
        Intensities.Apply(pixels, Side, Side, draw);
        return pixels;
    }

    [Test]
    public void Apply_Identity_ChangesNothing() => Assert.That(After(IntensityDraw.Identity), Is.EqualTo(Ramp()));

    [Test]
    public void Apply_Inverted_ExchangesBlackAndWhite() =>
        Assert.That(After(IntensityDraw.Identity with { IsInverted = true }), Is.EqualTo(Ramp().Select(p => (byte)(255 - p))));

    [Test]
    public void Apply_Gamma_TakesSharesOf255ToThePower()
    {
        byte[] bent = After(IntensityDraw.Identity with { Gamma = 2 });
        Assert.That((bent[0], bent[128], bent[255]), Is.EqualTo(((byte)0, (byte)Math.Round(255 * Math.Pow(128 / 255.0, 2)), (byte)255)));
    }

    [Test]
    public void Apply_Contrast_StretchesAboutTheMean()
    {
        // the ramp's mean is 127.5
        byte[] flat = After(IntensityDraw.Identity with { Contrast = 0.5 });
        Assert.That((flat[0], flat[255]), Is.EqualTo(((byte)Math.Round(63.75), (byte)Math.Round(191.25))));
    }

    [Test]
    public void Apply_Noise_HasItsDeviationAndDependsOnTheSeed()
    {
        byte[] Noisy(ulong seed)
        {
            byte[] gray = [.. Enumerable.Repeat((byte)128, 128 * 128)];
            Intensities.Apply(gray, 128, 128, IntensityDraw.Identity with { Noise = 10, Seed = seed });
            return gray;
        }

        byte[] noisy = Noisy(3);
        Assert.That(noisy.Average(p => (double)p), Is.EqualTo(128).Within(0.5));
        Assert.That(Math.Sqrt(noisy.Average(p => Math.Pow(p - 128, 2))), Is.EqualTo(10).Within(0.3));
        Assert.That(Noisy(3), Is.EqualTo(noisy));
        Assert.That(Noisy(4), Is.Not.EqualTo(noisy));
    }

    [TestCase(0, 0, 0, 16, 4)]
    [TestCase(1, 12, 0, 16, 16)]
    [TestCase(2, 0, 12, 16, 16)]
    [TestCase(3, 0, 0, 4, 16)]
    [TestCase(4, 0, 0, 4, 4)]
    [TestCase(5, 12, 0, 16, 4)]
    [TestCase(6, 12, 12, 16, 16)]
    [TestCase(7, 0, 12, 4, 16)]
    public void Apply_Erased_PaintsThePlaceAndNothingElse(int place, int left, int top, int right, int bottom)
    {
        bool isBorder = place < 4;
        var erased = new ErasedPlace(
            place, isBorder && place % 2 == 0 ? 1 : 0.25, isBorder && place % 2 == 1 ? 1 : 0.25, Gray: 77);
        byte[] pixels = After(IntensityDraw.Identity with { Erased = erased });
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Side);
            bool isIn = x >= left && x < right && y >= top && y < bottom;
            Assert.That(pixels[i], Is.EqualTo(isIn ? 77 : (byte)i), $"{x}, {y}");
        }
    }

    [Test]
    public void Draw_WithIntensities_LeavesTheStudysNumbersAsTheyWere()
    {
        AugmentationDraw Draw(AugmentationOptions options) => AugmentationDraw.Draw(options, new Seed(7), epoch: 2, image: 3, copy: 0);
        AugmentationDraw varied = Draw(AugmentationOptions.Study.Intensities());
        Assert.That(varied with { Intensity = IntensityDraw.Identity }, Is.EqualTo(Draw(AugmentationOptions.Study)));
        Assert.That(varied.Intensity, Is.Not.EqualTo(IntensityDraw.Identity));
        Assert.That(Draw(AugmentationOptions.Study.Intensities().Erase(0)).Intensity with { Erased = varied.Intensity.Erased }, Is.EqualTo(varied.Intensity));
    }

    [Test]
    public void Draw_ManyTimes_StaysInItsRanges()
    {
        AugmentationOptions options = AugmentationOptions.None.Intensities().Invert(0.25);
        IntensityDraw[] draws = [.. Enumerable.Range(0, 4000).Select(i => AugmentationDraw.Draw(options, new Seed(7), 0, i, 0).Intensity)];
        Assert.That(draws.Select(d => d.Gamma), Is.All.InRange(0.6, 1.6));
        Assert.That(draws.Average(d => Math.Log(d.Gamma)), Is.EqualTo((Math.Log(0.6) + Math.Log(1.6)) / 2).Within(0.02));
        Assert.That(draws.Select(d => d.Contrast), Is.All.InRange(0.6, 1.4));
        Assert.That(draws.Select(d => d.Noise), Is.All.InRange(0, 8));
        Assert.That(draws.Select(d => d.JpegQuality), Is.All.InRange(30, 100));
        Assert.That(draws.Count(d => d.IsInverted), Is.EqualTo(1000).Within(100));
        Assert.That(draws.Select(d => d.Erased!.Value.Place).Distinct().Count(), Is.EqualTo(8));
    }

    [Test]
    public void Augmenter_WithIntensities_GivesTheSameBytesAsFloats()
    {
        AugmentationDraw draw = AugmentationDraw.Draw(AugmentationOptions.Study.Intensities(), new Seed(7), 1, 2, 0);
        var source = new GrayImage(Side, Side, Ramp());
        var floats = new float[Side * Side];
        Augmenter.Apply(source.Pixels, Side, Side, draw, floats);
        Assert.That(floats, Is.EqualTo(Augmenter.Apply(source, draw).Pixels.Select(p => (float)p)));
    }

    [Test]
    public void Options_Described_NameWhatVariesAndOnlyThen()
    {
        Assert.That(AugmentationOptions.Study.Description, Does.Not.Contain("gamma"));
        Assert.That(AugmentationOptions.None.Gamma(0.5, 2).Description, Does.Contain("gamma=0.5..2"));
        Assert.That(AugmentationOptions.None.Erase(0.1).IsIdentity, Is.False);
        Assert.That(() => AugmentationOptions.None.Gamma(2, 1), Throws.ArgumentException.With.Message.Contains("GammaLow must not lie above GammaHigh"));
        Assert.That(() => AugmentationOptions.None.Erase(0.6), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
