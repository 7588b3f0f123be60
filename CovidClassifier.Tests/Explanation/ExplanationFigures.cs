using System.Diagnostics;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Phantoms;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.Explanation;

/// <summary>The figures that are quoted of explanations; each takes minutes, or wants a machine for itself.</summary>
[Explicit("makes figures")]
public sealed class ExplanationFigures
{
    [Test]
    public void PointingGame_OnFreshPhantoms_HitsInFourOfFive([Values(1, 2, 3)] int seed)
    {
        using CovidModel model = new CovidModelBuilder(seed)
            .WithData(XRayDataset.FromCsv(Path.Combine(SharedFolder.ProjectRoot(), "samples/data/phantoms/manifest.csv")))
            .WithAugmentation(a => a.Rotate(5).Shear(0.2).Zoom(0.3).FlipHorizontally().Brightness(0.2, 1.0))
            .Train();
        MarkedXRay[] images = [.. new PhantomStudy { ImagesPerClass = 30, Seed = 99 }.Draw().Where(p => p.Opacities.Count > 0).Select(Marked)];
        foreach (ExplanationMethod method in (
            ExplanationMethod[])[ExplanationMethod.GradCam, ExplanationMethod.HiResCam, ExplanationMethod.Occlusion(), ExplanationMethod.Rise(300)])
        {
            PointingGame game = model.PlayPointingGame(images, PhantomStudy.Covid, method);
            TestContext.Out.WriteLine(FormattableString.Invariant(
                $"seed {seed} {method.Name}: {game.Hits} of {game.Images}, hit rate {game.HitRate:0.000}, chance {game.ChanceRate:0.000}"));
            Assert.That(game.HitRate, Is.GreaterThanOrEqualTo(0.8), method.Name);
        }
    }

    [Test]
    public void GradCam_OfTheCnn_TakesFiftyMillisecondsAtMost()
    {
        using CovidModel model = CovidModel.Load(Path.Combine(SharedFolder.ProjectRoot(), "models/covid-cnn.zip"));
        AssertFast(model, "cnn");
    }

    [Test]
    public void GradCam_OfFineTunedMobileNetV2_TakesFiftyMillisecondsAtMost()
    {
        // as fine-tuning ships it: image and mirror image averaged; the weights' values do not change the time
        NetworkGraph network = Network.FromOnnx(SharedFolder.Path("models/mobilenet_v2_imagenet.onnx"), Preprocessing.MinusOneOne).Build(3, new Seed(1));
        using CovidModel model = SomeModel.Make(MirrorAverage.Of(network), "COVID-19");
        AssertFast(model, "mobilenetv2");
    }

    private static void AssertFast(CovidModel model, string name)
    {
        string[] images = [.. Directory.GetFiles(SharedFolder.Path("data/darkcovidnet/No_findings")).Order(StringComparer.Ordinal).Take(40)];
        foreach (ExplanationMethod method in (ExplanationMethod[])[ExplanationMethod.GradCam, ExplanationMethod.HiResCam])
        {
            model.Explain(images[0], null, method);
            var times = new List<double>();
            foreach (string image in images)
            {
                long began = Stopwatch.GetTimestamp();
                model.Explain(image, null, method);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            double median = times.Order().ElementAt(times.Count / 2);
            TestContext.Out.WriteLine(
                FormattableString.Invariant($"{name} {method.Name}: {median:0.0} ms per image (median of {times.Count}, decoding included)"));
            Assert.That(median, Is.LessThanOrEqualTo(50), method.Name);
        }
    }

    private static MarkedXRay Marked(Phantom phantom) => new(
        XRayImage.FromBytes(phantom.ToPng(), phantom.File),
        [.. phantom.Opacities.Select(o => new MarkedArea(o.X, o.Y, o.RadiusX, o.RadiusY))]);
}
