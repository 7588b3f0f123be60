using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Learning.Training;

/// <summary>
/// A head that tells from the penultimate features which source an image comes from, and whose gradient reaches the network reversed, so that the features
/// unlearn the source (Ganin et al., "Domain-adversarial training of neural networks", JMLR 17, 2016). The head is told the label too: where a source has
/// images of one class, the label alone tells it, and features that are to hide the source would have to hide the disease (conditional invariance: Li et al.,
/// ECCV 2018).
/// </summary>
internal static class SourceAdversary
{
    /// <summary>Input: the samples' sources, one row each, 1 at the source's place.</summary>
    public const string Targets = "sourceTargets";

    /// <summary>Input: what the reversed gradient is multiplied by.</summary>
    public const string Strength = "adversaryStrength";

    private const string Logits = "adversary/logits";
    private const string FromFeatures = "adversary/fromFeatures";
    private const string FromLabel = "adversary/fromLabel";
    private const string Bias = "adversary/bias";

    /// <summary>Its weights' names.</summary>
    public static IReadOnlyList<string> Parameters { get; } = [FromFeatures, FromLabel, Bias];

    /// <summary>The network with the head beside its last layer; the first output stays the logits.</summary>
    /// <param name="network">Ends in a dense layer.</param>
    /// <param name="sources">How many sources there are.</param>
    /// <param name="seed">Where first weights are drawn from.</param>
    /// <exception cref="NetworkException">The network has no last dense layer.</exception>
    /// <exception cref="TrainingException">There are fewer than two sources.</exception>
    public static NetworkGraph Attach(NetworkGraph network, int sources, Seed seed)
    {
        if (sources < 2)
        {
            throw new TrainingException(
                "A source adversary needs training images of at least two sources, got those of one; leave it out, or name the images' sources.");
        }

        ModelProto model = network.Model.Clone();
        DenseLayer layer = LastLayer.FindDense(model.Graph, NetworkGraph.Logits, out _)
            ?? throw new NetworkException("A source adversary reads what the network's last dense layer reads, but the network ends in none.");
        var builder = new GraphBuilder(model.Graph);
        string features = layer.Node.OpType == "Conv"
            ? builder.Add("Flatten", [builder.Add("GlobalAveragePool", [layer.Features])])
            : layer.Features;
        long length = layer.HasOutputsFirst ? layer.Weights.Dims[1] : layer.Weights.Dims[^2];
        string[] names =
        [
            Weights.Glorot(builder, FromFeatures, length, sources, seed, length, sources),
            Weights.Glorot(builder, FromLabel, network.Outputs, sources, seed, network.Outputs, sources),
            Weights.Zeros(builder, Bias, sources),
        ];
        if (!names.SequenceEqual(Parameters))
        {
            throw new NetworkException($"The network has tensors of the names {string.Join(", ", Parameters)} already, which the source adversary needs.");
        }

        builder.AddAs(Logits, "Add", [builder.Add("MatMul", [features, FromFeatures]), Bias]);
        builder.Output(Logits, -1, sources);
        GraphOrder.Sort(model.Graph);
        return network with { Model = model };
    }

    /// <summary>How many sources a graph's head tells apart; 0 where it has none.</summary>
    public static int SourcesOf(GraphProto graph) => graph.Output.FirstOrDefault(o => o.Name == Logits) is { } logits ? (int)logits.Shape()![^1] : 0;

    /// <summary>
    /// Adds the head's loss and its own gradients, and gives back the features with the one node that reverses: their gradient times minus the strength.
    /// </summary>
    /// <param name="builder">The forward graph, targets and sample weights among its inputs.</param>
    /// <param name="shapes">Of the forward graph's tensors.</param>
    /// <returns>The tensor of features, its reversed gradient, and the gradient of each of <see cref="Parameters"/>.</returns>
    public static (string Features, string Reversed, IReadOnlyDictionary<string, string> Gradients) Append(GraphBuilder builder, Shapes shapes)
    {
        NodeProto head = builder.Graph.Node.Single(n => n.OpType == "MatMul" && n.InputAt(1) == FromFeatures);
        string features = head.Input[0];
        string targets = builder.Input(Targets, shapes[Logits]), strength = builder.Input(Strength, 1L);
        string told = builder.Add("Add", [Logits, builder.Add("MatMul", [TrainingGraph.Targets, FromLabel])]);
        string difference = builder.Add("Sub", [builder.Add("Softmax", [told], Attributes.Of("axis", -1)), targets]);
        string slope = builder.Add("Mul", [difference, TrainingGraph.SampleWeights]);
        Dictionary<string, string> gradients = GradientGraph.Append(builder, shapes, Logits, slope, [features, FromFeatures, Bias]);
        string reversed = builder.Add("Mul", [gradients[features], builder.Add("Neg", [strength])]);
        gradients[FromLabel] = builder.Add("MatMul", [builder.Transpose(TrainingGraph.Targets, 1, 0), slope]);
        return (features, reversed, gradients);
    }

    /// <summary>Grows from 0 as the training goes on (Ganin et al., section 5.2), so that noise of the first steps is not unlearned.</summary>
    /// <param name="full">At the end.</param>
    /// <param name="done">Share of the planned steps that are done, 0 to 1.</param>
    public static double StrengthAt(double full, double done) => full * (2 / (1 + Math.Exp(-10 * done)) - 1);
}
