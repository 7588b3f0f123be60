using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.Explanation;

public sealed class ClassActivationTests
{
    private static readonly XRayImage Picture = XRayImage.FromBytes(SpotNetwork.Picture(64, 64, (5, 2, 255), (1, 6, 192), (3, 3, 0)), "spots");

    [Test]
    public void Cam_WhereTheHeadIsLinear_EqualsGradCam([Values] bool isMirrored, [Values] bool isChannelsLast, [Values("Normal", "COVID-19")] string label)
    {
        NetworkGraph network = SpotNetwork.Build(isChannelsLast);
        using CovidModel model = SpotNetwork.Model(isMirrored ? MirrorAverage.Of(network) : network);
        AssertAgree(model, Picture, label);
    }

    [Test]
    public void Cam_OfMobileNetV2_EqualsGradCam()
    {
        NetworkGraph network = Network.FromOnnx(SharedFolder.Path("models/mobilenet_v2_imagenet.onnx"), Preprocessing.MinusOneOne).Build(3, new Seed(1));
        using CovidModel model = SomeModel.Make(MirrorAverage.Of(network), "COVID-19");
        string image = Directory.GetFiles(SharedFolder.Path("data/darkcovidnet/No_findings")).Order(StringComparer.Ordinal).First();
        AssertAgree(model, XRayImage.FromFile(image), "Pneumonia");
    }

    [Test]
    public void Cam_OfANetworkWhoseHeadIsNotLinear_IsRefusedInOneSentence()
    {
        using CovidModel model = SomeModel.Make(Network.CustomCnn().Build(2, new Seed(1)));
        Assert.That(() => model.Explain(Picture, null, ExplanationMethod.ClassActivationMap), Throws.TypeOf<NetworkException>().With.Message.Match(
            "^A class activation map needs logits that are weighted sums of the last map's channel means, but what follows '.+' does more than that; " +
                "explain this network with gradcam\\.$"));
    }

    private static void AssertAgree(CovidModel model, XRayImage image, string label)
    {
        ImageExplanation cam = model.Explain(image, label, ExplanationMethod.ClassActivationMap), grad = model.Explain(image, label);
        Assert.That(grad.Map.IsEmpty, Is.False);
        Assert.That(cam.Map.ToArray(56, 56), Is.EqualTo(grad.Map.ToArray(56, 56)).Within(1e-3));
        Assert.That(cam.Map.CentralShare, Is.EqualTo(grad.Map.CentralShare).Within(1e-3));
    }
}
