using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Imaging;

/// <summary>Real X-rays; every eighth file, to stay quick.</summary>
internal sealed class SharedImagesTests
{
    [Test]
    public void Decode_RealXRays_AllDecodeAndAreNotFlat()
    {
        string[] files =
        [
            .. Directory.GetFiles(SharedFolder.Path("data/darkcovidnet"), "*.*", SearchOption.AllDirectories)
                .Concat(Directory.GetFiles(SharedFolder.Path("data/covid-chestxray-dataset/images")))
                .Concat(Directory.GetFiles(SharedFolder.Path("data/originals")))
                .Where(f => Path.GetExtension(f).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg")
                .Order(StringComparer.Ordinal)
                .Where((_, i) => i % 8 == 0),
        ];
        Assert.That(files, Is.Not.Empty);
        Parallel.ForEach(files, file =>
        {
            GrayImage image = XRayDecoder.DecodeFile(file, 64, 64);
            Assert.That(image.Pixels.Distinct().Count(), Is.GreaterThan(20), file);
        });
    }

    [Test]
    public void Decode_RealXRaysAtReducedScale_StayNearFullDecodeAndAreaAverage()
    {
        string[] files = [.. Directory.GetFiles(SharedFolder.Path("data/originals"), "*.jp*g").Order(StringComparer.Ordinal)];
        foreach (string file in files.Where((_, i) => i % 3 == 0))
        {
            byte[] bytes = File.ReadAllBytes(file);
            using var codec = SkiaSharp.SKCodec.Create(new SkiaSharp.SKMemoryStream(bytes));
            double[] slow = SlowStretch.Of(TestJpeg.SkiaGray(bytes), codec.Info.Width, codec.Info.Height, 224, 224);
            double[] errors = [.. XRayDecoder.Decode(bytes, 224, 224).Pixels.Zip(slow, (a, b) => Math.Abs(a - b))];
            TestContext.Out.WriteLine($"{Path.GetFileName(file)}: mean {errors.Average():F3}, largest {errors.Max():F1} gray levels");
            Assert.That(errors.Average(), Is.LessThan(0.6), file);
        }
    }
}
