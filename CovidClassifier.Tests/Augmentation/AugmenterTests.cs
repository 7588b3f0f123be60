using System.Text.Json;
using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Augmentation;

internal sealed class AugmenterTests
{
    private static readonly AugmentationDraw Identity = AugmentationDraw.Identity;

    private static readonly byte[] Six = [10, 20, 30, 40, 50, 60];

    [Test]
    public void Apply_Identity_ChangesNothing() => Assert.That(Run(Six, 3, 2, Identity), Is.EqualTo(Six));

    [Test]
    public void Apply_Flip_MirrorsLeftToRight() =>
        Assert.That(Run(Six, 3, 2, Identity with { Flip = true }), Is.EqualTo(new byte[] { 30, 20, 10, 60, 50, 40 }));

    [Test]
    public void Apply_NinetyDegrees_TurnsASquare() =>
        Assert.That(Run([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3, Identity with { Theta = 90 }), Is.EqualTo(new byte[] { 7, 4, 1, 8, 5, 2, 9, 6, 3 }));

    [Test]
    public void Apply_ZoomOut_ShowsMoreAndRepeatsEdges() =>
        Assert.That(Run([10, 20, 30, 40], 4, 1, Identity with { ZoomY = 2 }), Is.EqualTo(new byte[] { 10, 15, 35, 40 }));

    [Test]
    public void Apply_ZoomIn_InterpolatesBetweenPixels() =>
        Assert.That(Run([0, 40, 80, 120], 4, 1, Identity with { ZoomY = 0.5 }), Is.EqualTo(new byte[] { 30, 50, 70, 90 }));

    [Test]
    public void Apply_Brightness_CutsToWholeNumbersAndTo255()
    {
        Assert.That(Run([0, 9, 10, 255], 4, 1, Identity with { Brightness = 0.2 }), Is.EqualTo(new byte[] { 0, 1, 2, 51 }));
        Assert.That(Run([0, 100, 200, 255], 4, 1, Identity with { Brightness = 1.5 }), Is.EqualTo(new byte[] { 0, 150, 255, 255 }));
    }

    [TestCase(256, 256)]
    [TestCase(61, 48)]
    [TestCase(17, 5)]
    [TestCase(16, 1)]
    [TestCase(1, 40)]
    [TestCase(1, 1)]
    [TestCase(700, 33)]
    public void Apply_RandomDraws_EqualTheSlowOracleWithinOneLevel(int width, int height)
    {
        byte[] source = Noise(width, height);
        AugmentationOptions wild = new AugmentationOptions().Rotate(180).Shear(40).Zoom(0.9).FlipHorizontally();
        for (int i = 0; i < 6; i++)
        {
            AugmentationOptions options = (i % 2 == 0 ? AugmentationOptions.Study : wild).Brightness(i < 2 ? 1 : 0.3, 1);
            AugmentationDraw draw = AugmentationDraw.Draw(options, new Seed(1), 0, i, 0);
            byte[] slow = SlowAugmenter.Apply(source, width, height, draw);
            Assert.That(Run(source, width, height, draw).Zip(slow, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1), draw.ToString());
        }
    }

    [Test]
    public void Apply_SharpNoise_KeepsItsMeanErrorFarBelowALevel()
    {
        byte[] source = Noise(256, 256);
        AugmentationDraw draw = new(4.3, 0.1, 0.83, 1.17, true, 1);
        byte[] slow = SlowAugmenter.Apply(source, 256, 256, draw);
        Assert.That(Run(source, 256, 256, draw).Zip(slow, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(0.02));
    }

    [Test]
    public void Sample_EveryPath_GivesTheSameBytes([Values(0.37, 1, 2.5)] double brightness, [Values(1, 15, 16, 37, 64)] int count)
    {
        byte[] source = Noise(50, 40);
        ushort[] pairs = new ushort[BilinearSampler.PairsLength(50, 40)];
        BilinearSampler.FillPairs(source, 50, 40, pairs);
        var sampler = new BilinearSampler(pairs, 50, 40, 20, brightness);
        byte[] fast = new byte[count];
        byte[] portable = new byte[count];
        RandomStream random = new Seed(9).Open();
        for (int i = 0; i < 200; i++)
        {
            int row = random.Below(60 << 20) - (10 << 20);
            int column = random.Below(70 << 20) - (10 << 20);
            int rowStep = random.Below(4 << 20) - (2 << 20);
            int columnStep = random.Below(4 << 20) - (2 << 20);
            sampler.Sample(row, column, rowStep, columnStep, fast);
            sampler.SamplePortable(row, column, rowStep, columnStep, portable);
            Assert.That(fast, Is.EqualTo(portable));
        }
    }

    [Test]
    public void Apply_ToFloats_GivesTheSameNumbersAsBytes()
    {
        byte[] source = Noise(70, 50);
        float[] floats = new float[70 * 50];
        foreach (AugmentationDraw draw in new[] { Identity, new AugmentationDraw(3, 1, 0.9, 1.2, true, 0.6) })
        {
            Augmenter.Apply(source, 70, 50, draw, floats);
            Assert.That(floats, Is.EqualTo(Run(source, 70, 50, draw).Select(b => (float)b)));
        }
    }

    [Test]
    public void Apply_FlippedDrawFlippedBack_IsTheUnflippedDraw()
    {
        byte[] source = Noise(64, 48);
        AugmentationDraw draw = new(3, 0, 0.8, 1.1, false, 1);
        byte[] mirroredAfter = Run(source, 64, 48, draw with { Flip = true });
        int[] errors = [.. Run(mirroredAfter, 64, 48, Identity with { Flip = true }).Zip(Run(source, 64, 48, draw), (a, b) => Math.Abs(a - b))];
        Assert.That((errors.Max(), errors.Average()), Is.LessThanOrEqualTo((1, 0.01)), "positions are rounded from the other end");
    }

    [Test]
    public void Apply_WrongLengths_AreRefused() => Assert.That(
        () => Augmenter.Apply(new byte[5], 3, 2, Identity, new byte[6]),
        Throws.ArgumentException.With.Message.EqualTo("A 3 x 2 image needs 6 pixels on both sides, got 5 and 6."));

    [Test]
    public void Apply_KerasReferenceCases_LieWithinTwoGrayLevels()
    {
        string folder = SharedFolder.Path("reference/augmentation");
        GrayImage input = Read(Path.Combine(folder, "input.png"));
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cases.json")));
        int index = 0;
        foreach (JsonElement c in cases.RootElement.EnumerateArray())
        {
            double Number(string name) => c.GetProperty(name).GetDouble();
            bool flip = c.GetProperty("flip").GetBoolean();
            var draw = new AugmentationDraw(Number("theta"), Number("shear"), Number("zx"), Number("zy"), flip, Number("brightness"));
            byte[] expected = Read(Path.Combine(folder, $"case-{index:00}.png")).Pixels;
            int[] errors = [.. Augmenter.Apply(input, draw).Pixels.Zip(expected, (a, b) => Math.Abs(a - b))];
            TestContext.Out.WriteLine($"case {index}: largest {errors.Max()}, mean {errors.Average():F4}");
            Assert.That(errors.Max(), Is.LessThanOrEqualTo(2), $"case {index}");
            index++;
        }

        Assert.That(index, Is.EqualTo(16));
    }

    private static GrayImage Read(string path) => XRayDecoder.DecodeFullSize(File.ReadAllBytes(path), path);

    private static byte[] Run(byte[] source, int width, int height, AugmentationDraw draw) =>
        Augmenter.Apply(new GrayImage(width, height, source), draw).Pixels;

    private static byte[] Noise(int width, int height)
    {
        RandomStream random = new Seed(2).For(width).For(height).Open();
        return [.. Enumerable.Range(0, width * height).Select(_ => (byte)random.Below(256))];
    }
}
