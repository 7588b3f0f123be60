using CovidClassifier.Foundation;
using CovidClassifier.Networks;

namespace CovidClassifier.Tests.Networks;

public class ViewAverageTests
{
    private const int Side = 64;
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, Side * Side).Select(i => (byte)(i * 7 % 251))];

    [TestCase(2)]
    [TestCase(3)]
    public void Of_ShiftsAndMirror_IsTheMeanOverImagesMovedAndMirroredByHand(int classes)
    {
        NetworkGraph network = Network.CustomCnn(inputSize: Side).Build(classes, new Seed(1)), viewed = ViewAverage.Of(
            network, ScoringViews.Shifts | ScoringViews.Mirror);
        double[][] each = [.. new[] { 0, 2, -2 }.Select(by => MirrorMean(network, Moved(by)))];
        double[] expected = [.. Enumerable.Range(0, classes).Select(c => each.Average(p => p[c]))];
        Assert.That(Said(viewed, Pixels), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Of_Scales_SeesTheMiddleLarger()
    {
        // the mean of two equal views, so that what differs is what the second sees
        NetworkGraph network = Network.CustomCnn(inputSize: Side).Build(3, new Seed(1)), viewed = ViewAverage.Of(network, ScoringViews.Scales);
        byte[] even = [.. Enumerable.Repeat((byte)90, Side * Side)];
        byte[] framed = [.. Enumerable.Range(0, Side * Side).Select(i => (byte)(i / Side is 0 or Side - 1 || i % Side is 0 or Side - 1 ? 250 : 90))];
        Assert.That(Said(viewed, even), Is.EqualTo(Said(network, even)).Within(1e-5), "an even image stays even");
        double[] plain = Said(network, framed), inside = Said(network, even);
        Assert.That(Said(viewed, framed), Is.EqualTo(plain.Zip(inside, (a, b) => (a + b) / 2)).Within(1e-5), "the frame is outside");
    }

    [Test]
    public void Of_EveryView_HoldsTheWeightsOnceAndTellsNoDisagreement()
    {
        NetworkGraph network = Network.CustomCnn(inputSize: Side).Build(2, new Seed(1));
        NetworkGraph viewed = ViewAverage.Of(network, ScoringViews.Mirror | ScoringViews.Shifts | ScoringViews.Scales);
        Assert.That(viewed.ParameterCount, Is.EqualTo(network.ParameterCount));
        Assert.That(viewed.Model.Graph.Output.Select(o => o.Name), Is.EqualTo(new[] { "logits" }));
    }

    [Test]
    public void Of_AMirrorAverage_IsNotMirroredAgain()
    {
        NetworkGraph mirrored = MirrorAverage.Of(Network.CustomCnn(inputSize: Side).Build(2, new Seed(1)));
        Assert.That(ViewAverage.Of(mirrored, ScoringViews.Mirror), Is.SameAs(mirrored));
    }

    private static double[] Said(NetworkGraph network, byte[] pixels) => Probabilities(NetworkScores.Logits(network, pixels));

    private static double[] MirrorMean(NetworkGraph network, byte[] pixels)
    {
        byte[] mirrored = [.. Enumerable.Range(0, Side * Side).Select(i => pixels[i / Side * Side + Side - 1 - i % Side])];
        float[] logits = [.. NetworkScores.Logits(network, pixels).Zip(NetworkScores.Logits(network, mirrored), (a, b) => (a + b) / 2)];
        return Probabilities(logits);
    }

    // one logit is that of the second class
    private static double[] Probabilities(float[] logits)
    {
        double[] powers = [.. (logits is [var logit] ? [0, logit] : logits).Select(z => Math.Exp(z))];
        return [.. powers.Select(p => p / powers.Sum())];
    }

    // down and to the right; what comes in repeats the edge
    private static byte[] Moved(int by) =>
    [
        .. Enumerable.Range(0, Side * Side)
            .Select(i => Pixels[Math.Clamp(i / Side - by, 0, Side - 1) * Side + Math.Clamp(i % Side - by, 0, Side - 1)]),
    ];
}
