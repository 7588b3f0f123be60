using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>A foreign network from its image input to one row of numbers per image, for any number of images.</summary>
/// <param name="Model">Its one output is <see cref="NetworkGraph.Logits"/>, [N,<paramref name="Outputs"/>].</param>
/// <param name="Outputs">Numbers per image.</param>
/// <param name="EndsInFeatures">Whether these are features, and not scores of classes.</param>
internal sealed record ImportedGraph(ModelProto Model, int Outputs, bool EndsInFeatures)
{
    // fewer numbers than this are no features
    private const int LeastFeatures = 32;

    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal);

    /// <param name="model">As <see cref="OnnxFile.Normalise"/> leaves it, in 32-bit floats; not changed.</param>
    /// <param name="input">Its image input.</param>
    /// <param name="scores">Where its scores are.</param>
    /// <exception cref="NetworkException">It asks for too much memory, gives no row per image, or is fixed to a number of images in a way that cannot be opened.</exception>
    public static ImportedGraph Of(ModelProto model, NetworkInput input, ScoreOutput scores)
    {
        ModelProto cut = GraphCut.Between(model, [], [new ValueInfoProto { Name = scores.Tensor }]);
        Opset.DropUnused(cut);
        Declare(cut, input, Math.Max(input.Batch, 1));
        ConstantFolding.Apply(cut, Nothing);
        SettledGraph settled = GraphMemory.Require(cut, Math.Max(input.Batch, 1));
        if (input.Batch > 0)
        {
            OpenBatch.Apply(cut, input, input.Batch);
            Declare(cut, input, 1);
        }

        long[] shape = settled.Sizes.Shape(scores.Tensor) is { } known && input.Batch < 2 ? known : Shapes.Infer(cut)[scores.Tensor];
        if (shape is not [1, ..] || shape.Contains(0))
        {
            throw new NetworkException($"The network's output must be one row of numbers per image, got '{Shown.Name(scores.Tensor)}' [{string.Join(',', shape)}] for one image.");
        }

        bool endsInFeatures = IsFeatures(cut.Graph, scores, shape);
        Declare(cut, input, -1);
        cut.Graph.Output.Clear();
        var builder = new GraphBuilder(cut.Graph);
        long outputs = shape.Aggregate((product, length) => checked(product * length));
        string row = endsInFeatures ? FeatureVector.Append(builder, scores.Tensor, shape, [], out outputs) : builder.Add("Flatten", [scores.Tensor]);
        GraphNames.Rename(cut.Graph, NetworkGraph.Logits, builder.FreshName(NetworkGraph.Logits));
        builder.AddAs(NetworkGraph.Logits, "Identity", [row]);
        builder.Output(NetworkGraph.Logits, -1, outputs);
        if (input.Batch > 0)
        {
            OpenBatch.Verify(cut, input, input.Batch);
        }

        return new ImportedGraph(cut, checked((int)outputs), endsInFeatures);
    }

    private static void Declare(ModelProto model, NetworkInput input, long batch)
    {
        model.Graph.Input.Clear();
        model.Graph.Input.Add(input.Declare(batch));
    }

    private static bool IsFeatures(GraphProto graph, ScoreOutput scores, long[] shape)
    {
        if (scores.EndsInProbabilities)
        {
            return false;
        }

        DenseLayer? layer = LastLayer.FindDense(graph, scores.Tensor, out _);
        return layer is null
            ? shape.Max() is >= LeastFeatures and not (1000 or 1001)
            : !LastLayer.IsClassifier(layer, endsInProbabilities: false);
    }
}
