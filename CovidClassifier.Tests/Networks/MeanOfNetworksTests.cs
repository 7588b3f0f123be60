using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.Networks;

public class MeanOfNetworksTests
{
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 256 * 256).Select(i => (byte)(i * 7 % 251))];

    [TestCase(2)]
    [TestCase(3)]
    public void Of_TwoNetworks_GivesTheMeanOfTheirProbabilities(int classes)
    {
        NetworkGraph first = Network.CustomCnn().Build(classes, new Seed(1)), second = Network.CustomCnn().Build(classes, new Seed(2));
        double[] expected = [.. Of(first).Zip(Of(second), (a, b) => (a + b) / 2)];
        NetworkGraph mean = MeanOfNetworks.Of([first, second]);
        Assert.That(mean.Outputs, Is.EqualTo(classes));
        Assert.That(Of(mean), Is.EqualTo(expected).Within(1e-5));
        Assert.That(Of(first), Is.Not.EqualTo(Of(second)).Within(1e-3));
    }

    [Test]
    public void Of_NetworksThatDifferInTheirLastLayer_HoldsTheRestOnce()
    {
        NetworkGraph first = MirrorAverage.Of(Network.CustomCnn().Build(3, new Seed(1)));
        NetworkGraph second = Changed(first, "dense2.weight");
        NetworkGraph mean = MeanOfNetworks.Of([first, second, first]);
        Assert.That(mean.Model.Graph.Initializer.Count(i => i.Count() > 50_000), Is.EqualTo(first.Model.Graph.Initializer.Count(i => i.Count() > 50_000)));
        Assert.That(mean.Model.Graph.Node.Count(n => n.OpType == "Conv"), Is.EqualTo(2));
        double[] expected = [.. Of(first).Zip(Of(second), (a, b) => (2 * a + b) / 3)];
        Assert.That(Of(mean), Is.EqualTo(expected).Within(1e-5));
    }

    [TestCase(2)]
    [TestCase(3)]
    public void Of_SeveralNetworks_TellsByHowMuchTheyDiffer(int classes)
    {
        NetworkGraph[] members = [.. Enumerable.Range(1, 3).Select(seed => Network.CustomCnn().Build(classes, new Seed((ulong)seed)))];
        double[][] said = [.. members.Select(Of)];
        double expected = Enumerable.Range(0, classes).Max(c => said.Max(p => p[c]) - said.Min(p => p[c]));
        string[] names = classes == 2 ? SomeModel.TwoClasses : SomeModel.ThreeClasses;
        byte[] graph = Google.Protobuf.MessageExtensions.ToByteArray(ScoringGraph.Build(MeanOfNetworks.Of(members), new DecisionRule(names, "COVID-19", 0.5f)));
        using var scorer = new Scorer(graph, threads: 1);
        Assert.That(scorer.Score(new GrayImage(256, 256, Pixels), names).Disagreement, Is.EqualTo(expected).Within(1e-5));
        Assert.That(ScoringGraph.NetworkOf(graph).Model.Graph.Output.Select(o => o.Name), Is.EqualTo(new[] { "logits", "Disagreement" }));
    }

    [Test]
    public void Of_One_IsItself()
    {
        NetworkGraph network = Network.CustomCnn().Build(2, new Seed(1));
        Assert.That(MeanOfNetworks.Of([network]), Is.SameAs(network));
    }

    [Test]
    public void Of_DifferentSizes_IsRefused() => Assert.That(
        () => MeanOfNetworks.Of([Network.CustomCnn().Build(2, new Seed(1)), Network.CustomCnn(inputSize: 128).Build(2, new Seed(1))]),
        Throws.ArgumentException.With.Message.Contains("256 x 256 with 2, 128 x 128 with 2"));

    private static double[] Of(NetworkGraph network) => CovidClassifier.Evaluation.Probabilities.Of(NetworkScores.Logits(network, Pixels));

    private static NetworkGraph Changed(NetworkGraph network, string weight)
    {
        ModelProto model = network.Model.Clone();
        TensorProto tensor = model.Graph.Initializer.Single(i => i.Name == weight);
        tensor.SetFloats([.. tensor.Floats().Select(f => -3 * f)]);
        return network with { Model = model };
    }
}
