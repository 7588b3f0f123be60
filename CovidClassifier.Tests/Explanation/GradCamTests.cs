using CovidClassifier.Networks;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.Explanation;

public sealed class GradCamTests
{
    private static readonly ExplanationMethod[] GradientMethods = [ExplanationMethod.GradCam, ExplanationMethod.HiResCam];

    private static readonly (int, int, byte)[] Spots = [(5, 2, 255), (1, 6, 192), (3, 3, 0)];

    [TestCaseSource(nameof(GradientMethods))]
    public void Explain_WorkedByHand_WeighsChannelsByTheirGradient(ExplanationMethod method)
    {
        using CovidModel model = SpotNetwork.Model();
        ImageExplanation explanation = model.Explain(Image(128, 64, Spots), "COVID-19", method);
        float[] cells = explanation.Map.ToArray(SpotNetwork.Cells, SpotNetwork.Cells);
        float strongest = 255 / 255f - 0.5f, weaker = 192 / 255f - 0.5f, plain = 128 / 255f - 0.5f;
        Assert.Multiple(() =>
        {
            Assert.That(cells[2 * 8 + 5], Is.EqualTo(1));
            Assert.That(cells[6 * 8 + 1], Is.EqualTo(weaker / strongest).Within(1e-5));
            Assert.That(cells[3 * 8 + 3], Is.Zero, "the dark spot speaks against");
            Assert.That(cells[0], Is.EqualTo(plain / strongest).Within(1e-5));
            Assert.That(explanation.Map.Peak, Is.EqualTo((5.5 * 16, 2.5 * 8)));
            Assert.That((explanation.Map.Width, explanation.Map.Height), Is.EqualTo((128, 64)));
        });
    }

    [Test]
    public void HiResCam_WhereTheHeadTellsPlacesApart_LeavesOutThoseThatItDoesNotUse()
    {
        using CovidModel model = SpotNetwork.Model(SpotNetwork.LeftHalfOnly());
        XRayImage image = Image(64, 64, (1, 6, 255), (6, 1, 255));
        float[] exact = model.Explain(image, "COVID-19", ExplanationMethod.HiResCam).Map.ToArray(8, 8);
        float[] mean = model.Explain(image, "COVID-19", ExplanationMethod.GradCam).Map.ToArray(8, 8);
        Assert.That((exact[6 * 8 + 1], exact[1 * 8 + 6]), Is.EqualTo((1f, 0f)));
        Assert.That((mean[6 * 8 + 1], mean[1 * 8 + 6]), Is.EqualTo((1f, 1f)), "a channel's mean gradient does not say where");
    }

    [Test]
    public void Explain_TheOtherLabel_ShowsWhatSpeaksForIt()
    {
        using CovidModel model = SpotNetwork.Model();
        ImageExplanation explanation = model.Explain(Image(64, 64, Spots), "normal");
        Assert.That(explanation.Label, Is.EqualTo("Normal"));
        Assert.That(explanation.Map.Peak, Is.EqualTo((3.5 * 8, 3.5 * 8)));
    }

    [Test]
    public void Explain_WithoutALabel_ExplainsThePredictedOne()
    {
        using CovidModel model = SpotNetwork.Model();
        XRayImage image = Image(64, 64, (1, 1, 0), (4, 4, 0));
        ImageExplanation explanation = model.Explain(image);
        Prediction prediction = model.Predict(image.ReadBytes());
        Assert.That((explanation.Label, explanation.Prediction.Label), Is.EqualTo((prediction.Label, prediction.Label)));
        Assert.That(explanation.Prediction["COVID-19"], Is.EqualTo(prediction["COVID-19"]).Within(1e-6));
        Assert.That(prediction.Label, Is.EqualTo("Normal"));
    }

    [Test]
    public void Explain_OfANetworkWithChannelsLast_GivesTheSameMap()
    {
        using CovidModel first = SpotNetwork.Model(), last = SpotNetwork.Model(SpotNetwork.Build(isChannelsLast: true));
        Assert.That(Cells(last, Image(64, 64, Spots)), Is.EqualTo(Cells(first, Image(64, 64, Spots))).Within(1e-6));
    }

    [Test]
    public void Explain_OfANetworkThatAveragesTheMirrorImage_AddsBothHalvesInPlace()
    {
        using CovidModel plain = SpotNetwork.Model(), averaged = SpotNetwork.Model(MirrorAverage.Of(SpotNetwork.Build()));
        Assert.That(Cells(averaged, Image(64, 64, Spots)), Is.EqualTo(Cells(plain, Image(64, 64, Spots))).Within(1e-6), "this network sees both halves alike");
    }

    [Test]
    public void Explain_OfTheMirrorImage_IsTheMirroredMap_WhereBothAreAveraged()
    {
        NetworkGraph network = MirrorAverage.Of(Network.CustomCnn().Build(2, new CovidClassifier.Foundation.Seed(3)));
        using CovidModel model = SomeModel.Make(network, "COVID-19");
        (int, int, byte)[] mirrored = [.. Spots.Select(s => (7 - s.Item1, s.Item2, s.Item3))];
        float[] map = model.Explain(Image(256, 256, Spots), "COVID-19").Map.ToArray(32, 32);
        float[] other = model.Explain(Image(256, 256, mirrored), "COVID-19").Map.ToArray(32, 32);
        Assert.That(map.Chunk(32).SelectMany(row => row.Reverse()), Is.EqualTo(other).Within(1e-4));
    }

    [Test]
    public void Explain_AfterSaveAndLoad_GivesTheSameMap()
    {
        using var folder = new TempFolder();
        using CovidModel model = SpotNetwork.Model();
        model.Save(folder["m.zip"]);
        using CovidModel loaded = CovidModel.Load(folder["m.zip"]);
        Assert.That(Cells(loaded, Image(64, 64, Spots)), Is.EqualTo(Cells(model, Image(64, 64, Spots))));
    }

    [Test]
    public void ExplainMany_GivesWhatExplainGives_InOrder()
    {
        using CovidModel model = SpotNetwork.Model();
        XRayImage[] images = [.. Enumerable.Range(0, 12).Select(i => Image(64, 64, (i % 8, i / 8, 255)))];
        IReadOnlyList<ImageExplanation> many = model.ExplainMany(images, "COVID-19");
        Assert.That(many.Select(e => e.Map.Peak), Is.EqualTo(images.Select(i => model.Explain(i, "COVID-19").Map.Peak)));
    }

    [Test]
    public void Explain_OfANetworkWithoutConvolutions_IsRefusedInOneSentence()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2));
        Assert.That(() => model.Explain(Image(64, 64)), Throws.TypeOf<NetworkException>().With.Message.EqualTo(
            "The network has no spatial map, made by a convolution, before its logits, so there is no place to point at inside it; explain it with " +
                "occlusion or rise, which need the scores alone."));
    }

    [Test]
    public void Explain_AnUnknownLabel_IsRefusedWithTheClasses()
    {
        using CovidModel model = SpotNetwork.Model();
        Assert.That(() => model.Explain(Image(64, 64), "Pneumonia"), Throws.TypeOf<KeyNotFoundException>().With.Message.EqualTo(
            "'Pneumonia' is not one of the model's classes: Normal, COVID-19."));
    }

    [Test]
    public void Explain_Cancelled_Stops()
    {
        using CovidModel model = SpotNetwork.Model();
        Assert.That(() => model.Explain(Image(64, 64), cancellationToken: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Explain_AfterDispose_IsRefused()
    {
        CovidModel model = SpotNetwork.Model();
        model.Dispose();
        Assert.That(() => model.Explain(Image(64, 64)), Throws.TypeOf<ObjectDisposedException>());
    }

    private static XRayImage Image(int width, int height, params (int, int, byte)[] spots) =>
        XRayImage.FromBytes(SpotNetwork.Picture(width, height, spots), "spots");

    private static float[] Cells(CovidModel model, XRayImage image) => model.Explain(image, "COVID-19").Map.ToArray(SpotNetwork.Cells, SpotNetwork.Cells);
}
