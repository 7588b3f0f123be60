using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.Scoring;

public class ScoringGraphTests
{
    private static readonly string[] Outputs = [ScoringGraph.Score, ScoringGraph.PredictedLabels];

    [Test]
    public void OneLogit_GivesBothClassesInOrder()
    {
        (float[] score, string label) = Run(SomeModel.ConstantNetwork(1.5f), new DecisionRule(SomeModel.TwoClasses, null, 0.5f));
        double p = 1 / (1 + Math.Exp(-1.5));
        Assert.That(score, Is.EqualTo(new[] { 1 - p, p }).Within(1e-6));
        Assert.That(label, Is.EqualTo("COVID-19"));
    }

    [Test]
    public void ThreeLogits_GiveTheSoftmax()
    {
        (float[] score, string label) = Run(SomeModel.ConstantNetwork(1, 3, 2), new DecisionRule(SomeModel.ThreeClasses, null, 0.5f));
        double sum = Math.Exp(1) + Math.Exp(3) + Math.Exp(2);
        Assert.That(score, Is.EqualTo(new[] { Math.Exp(1) / sum, Math.Exp(3) / sum, Math.Exp(2) / sum }).Within(1e-6));
        Assert.That(label, Is.EqualTo("COVID-19"));
    }

    [TestCase(500f, 1f)]
    [TestCase(-500f, 0f)]
    public void OneLogit_FarOut_StaysANumber(float logit, float expected)
    {
        (float[] score, _) = Run(SomeModel.ConstantNetwork(logit), new DecisionRule(SomeModel.TwoClasses, null, 0.5f));
        Assert.That(score, Is.EqualTo(new[] { 1 - expected, expected }));
    }

    [Test]
    public void OneLogit_SmallProbability_KeepsItsDigits()
    {
        (float[] score, _) = Run(SomeModel.ConstantNetwork(-40), new DecisionRule(SomeModel.TwoClasses, null, 0.5f));
        Assert.That(score[1], Is.EqualTo(Math.Exp(-40)).Within(0.001).Percent);
    }

    [TestCase(0.2f, "COVID-19")]
    [TestCase(0.9f, "Pneumonia")]
    public void PositiveLabel_IsGivenFromTheThresholdOn_OtherwiseTheBestOther(float threshold, string expected)
    {
        // probabilities 0.09, 0.24, 0.67 and 0.67, ...: the most probable class is not the question
        float[] logits = threshold < 0.5f ? [1, 2, 3] : [1, 3, 2];
        (_, string label) = Run(SomeModel.ConstantNetwork(logits), new DecisionRule(SomeModel.ThreeClasses, "COVID-19", threshold));
        Assert.That(label, Is.EqualTo(expected));
    }

    [TestCase("Normal")]
    [TestCase("COVID-19")]
    public void Threshold_EqualToTheProbability_IsReached(string positive)
    {
        NetworkGraph network = SomeModel.ConstantNetwork(0.37f);
        (float[] score, _) = Run(network, new DecisionRule(SomeModel.TwoClasses, positive, 0.5f));
        float p = score[Array.IndexOf(SomeModel.TwoClasses, positive)];
        string other = SomeModel.TwoClasses.Single(c => c != positive);
        Assert.That(Run(network, new DecisionRule(SomeModel.TwoClasses, positive, p)).Label, Is.EqualTo(positive));
        Assert.That(Run(network, new DecisionRule(SomeModel.TwoClasses, positive, MathF.BitIncrement(p))).Label, Is.EqualTo(other));
    }

    [Test]
    public void Tie_WithoutPositiveLabel_GoesToTheFirstClass() =>
        Assert.That(Run(SomeModel.ConstantNetwork(1, 1, 1), new DecisionRule(SomeModel.ThreeClasses, null, 0.5f)).Label, Is.EqualTo("Normal"));

    [Test]
    public void Calibration_StandsBetweenLogitsAndProbabilities()
    {
        ModelProto graph = ScoringGraph.Build(
            SomeModel.ConstantNetwork(3), new DecisionRule(SomeModel.TwoClasses, null, 0.5f), (builder, logits) =>
                builder.Add("Div", [logits, builder.Constant(2f)]));
        Assert.That(Run(graph).Score[1], Is.EqualTo(1 / (1 + Math.Exp(-1.5))).Within(1e-6));
    }

    [Test]
    public void NetworkWithTensorsOfOurOutputNames_IsStillScored()
    {
        NetworkGraph network = SomeModel.ConstantNetwork(1, 2);
        NodeProto last = network.Model.Graph.Node[^1];
        NodeProto before = network.Model.Graph.Node[^2];
        before.Output[0] = ScoringGraph.Score;
        last.Input[0] = ScoringGraph.Score;
        Assert.That(Run(network, new DecisionRule(SomeModel.TwoClasses, null, 0.5f)).Label, Is.EqualTo("COVID-19"));
    }

    [Test]
    public void Metadata_SaysWhereToTakeTheNetworkUpAgain()
    {
        ModelProto graph = ScoringGraph.Build(SomeModel.Network(3), new DecisionRule(SomeModel.ThreeClasses, "COVID-19", 0.25f));
        Dictionary<string, string> metadata = graph.MetadataProps.ToDictionary(p => p.Key, p => p.Value);
        Assert.That(metadata, Is.EqualTo(new Dictionary<string, string>
        {
            ["covidclassifier.classNames"] = """["Normal","COVID-19","Pneumonia"]""",
            ["covidclassifier.positiveLabel"] = "COVID-19",
            ["covidclassifier.threshold"] = "0.25",
            ["covidclassifier.inputWidth"] = "64",
            ["covidclassifier.inputHeight"] = "64",
            ["covidclassifier.logits"] = "logits",
            ["covidclassifier.preprocessing"] = "none",
            ["covidclassifier.use"] = "For research and teaching only, never for diagnosis.",
        }));
        ModelProto cut = GraphCut.Between(graph, [], [ValueInfos.Of(NetworkGraph.Logits, TensorProto.Types.DataType.Float, -1, 3)]);
        Assert.That(cut.Graph.Node.Select(n => n.OpType), Is.EqualTo(SomeModel.Network(3).Model.Graph.Node.Select(n => n.OpType)));
    }

    [Test]
    public void Build_LeavesTheTrainedNetworkAlone()
    {
        NetworkGraph network = SomeModel.Network(2);
        ModelProto before = network.Model.Clone();
        ScoringGraph.Build(network, new DecisionRule(SomeModel.TwoClasses, null, 0.5f));
        Assert.That(network.Model, Is.EqualTo(before));
    }

    [Test]
    public void Build_ClassesThatDoNotFitTheOutputs_AreRefused() =>
        Assert.That(
            () => ScoringGraph.Build(SomeModel.Network(3), new DecisionRule(SomeModel.TwoClasses, null, 0.5f)),
            Throws.ArgumentException.With.Message.StartWith("A network with 3 output(s) tells 3 classes apart, got 2 class names."));

    [TestCase(new[] { "A" }, null, 0.5f, "A classifier needs two or more classes with different names, got: A.")]
    [TestCase(new[] { "A", "A" }, null, 0.5f, "A classifier needs two or more classes with different names, got: A, A.")]
    [TestCase(new[] { "A", "B" }, "C", 0.5f, "The positive label 'C' is not one of: A, B.")]
    [TestCase(new[] { "A", "B" }, "A", float.NaN, "The threshold must lie between 0 and 1.")]
    [TestCase(new[] { "A", "B" }, "A", 1.5f, "The threshold must lie between 0 and 1.")]
    public void Rule_ThatMakesNoSense_IsRefused(string[] classNames, string? positive, float threshold, string message) =>
        Assert.That(() => new DecisionRule(classNames, positive, threshold), Throws.InstanceOf<ArgumentException>().With.Message.StartWith(message));

    private static (float[] Score, string Label) Run(NetworkGraph network, DecisionRule rule) => Run(ScoringGraph.Build(network, rule));

    private static (float[] Score, string Label) Run(ModelProto graph)
    {
        using var session = new OnnxSession(graph);
        using var inputs = new NamedValues();
        inputs.AddFloats(NetworkGraph.Pixels, 1, 1, 64, 64).Fill(100);
        using NamedValues outputs = session.Run(inputs, Outputs);
        return (outputs.Floats(ScoringGraph.Score).ToArray(), outputs[ScoringGraph.PredictedLabels].GetStringElement(0));
    }
}
