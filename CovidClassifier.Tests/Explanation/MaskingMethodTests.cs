using CovidClassifier.Explanation;
using CovidClassifier.Tests.Learning.Training;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.Explanation;

/// <summary>Methods that need scores alone: on a network without convolutions, which no other method explains.</summary>
public sealed class MaskingMethodTests
{
    private static readonly ExplanationMethod[] Methods = [ExplanationMethod.Occlusion(8), ExplanationMethod.Rise(masks: 300)];

    [TestCaseSource(nameof(Methods))]
    public void Explain_APictureWithOneBrightSpot_PeaksInIt(ExplanationMethod method)
    {
        using CovidModel model = SpotNetwork.Model();
        ImageExplanation explanation = model.Explain(Spot(5, 2), "COVID-19", method);
        Assert.That((explanation.Map.Peak.X, explanation.Map.Peak.Y),
            Is.EqualTo((5.5 * 16, 2.5 * 8)).Using<(double X, double Y)>((a, b) => Math.Abs(a.X - b.X) <= 16 && Math.Abs(a.Y - b.Y) <= 8));
    }

    [TestCaseSource(nameof(Methods))]
    public void Explain_ANetworkWithoutConvolutions_Works(ExplanationMethod method)
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(3), "COVID-19");
        ImageExplanation explanation = model.Explain(XRayImage.FromBytes(SomeModel.Picture(3), "noise"), "Pneumonia", method);
        Assert.That((explanation.Map.Width, explanation.Map.Height, explanation.Map.IsEmpty), Is.EqualTo((90, 70, false)));
    }

    [TestCaseSource(nameof(Methods))]
    public void Explain_Twice_GivesTheSameMap(ExplanationMethod method)
    {
        using CovidModel model = SpotNetwork.Model();
        float[] first = model.Explain(Spot(2, 2), null, method).Map.ToArray();
        Assert.That(model.Explain(Spot(2, 2), null, method).Map.ToArray(), Is.EqualTo(first));
    }

    [TestCaseSource(nameof(Methods))]
    public void Explain_TellsHowFarItIs(ExplanationMethod method)
    {
        using CovidModel model = SpotNetwork.Model();
        var told = new List<ExplanationProgress>();
        model.Explain(Spot(2, 2), null, method, new ImmediateProgress<ExplanationProgress>(told.Add));
        Assert.That(told.Select(t => t.Done), Is.Ordered);
        Assert.That(told[^1].Done, Is.EqualTo(told[^1].Total));
    }

    [TestCaseSource(nameof(Methods))]
    public void Explain_CancelledHalfway_Stops(ExplanationMethod method)
    {
        using CovidModel model = SpotNetwork.Model();
        using var cancellation = new CancellationTokenSource();
        var progress = new ImmediateProgress<ExplanationProgress>(_ => cancellation.Cancel());
        Assert.That(() => model.Explain(Spot(2, 2), null, method, progress, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Rise_WithAnotherSeed_DrawsOtherMasks()
    {
        using CovidModel model = SpotNetwork.Model();
        float[] first = model.Explain(Spot(2, 2), null, ExplanationMethod.Rise(50, seed: 1)).Map.ToArray();
        Assert.That(model.Explain(Spot(2, 2), null, ExplanationMethod.Rise(50, seed: 2)).Map.ToArray(), Is.Not.EqualTo(first));
    }

    [Test]
    public void Occlusion_WorkedByHand_IsTheMeanFallOverTheSquaresThatCoverACell()
    {
        // all that a square hides in a plain picture is its bright cell, which its coarse brightness spreads over the nearest sixteenth
        using CovidModel model = SpotNetwork.Model();
        float[] cells = model.Explain(Spot(4, 4), "COVID-19", ExplanationMethod.Occlusion(8)).Map.ToArray(8, 8);
        Assert.Multiple(() =>
        {
            Assert.That(cells[4 * 8 + 4], Is.EqualTo(1));
            Assert.That(cells[4 * 8 + 3], Is.EqualTo(0.5).Within(0.2), "two of the four squares over its neighbour cover the spot");
            Assert.That(cells[3 * 8 + 3], Is.EqualTo(0.25).Within(0.2), "one of four");
            Assert.That(cells[0], Is.Zero.Within(0.05));
        });
    }

    [Test]
    public void LogOdds_AreExact_WhereProbabilitiesAreNearOne() =>
        Assert.That(LogOdds.Of([1f, 1e-9f], 0), Is.EqualTo(Math.Log(1 / 1e-9)).Within(1e-5));

    [Test]
    public void Methods_OutOfRange_AreRefused()
    {
        Assert.That(() => ExplanationMethod.Occlusion(2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ExplanationMethod.Rise(masks: 9), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ExplanationMethod.Parse("lime"),
            Throws.ArgumentException.With.Message.StartsWith("Explanation method 'lime' is not one of: hirescam, gradcam, cam, occlusion, rise."));
    }

    private static XRayImage Spot(int column, int row) => XRayImage.FromBytes(SpotNetwork.Picture(128, 64, (column, row, 255)), "spot");
}
