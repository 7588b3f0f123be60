using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx;

/// <summary>Operators of set 23 against what they are written out as.</summary>
public sealed class WrittenOutOperatorsTests
{
    [TestCase(-1L, 1)]
    [TestCase(-2L, 2)]
    [TestCase(1L, 2)]
    public void RmsNormalization_WrittenOut_GivesTheSameNumbers(long axis, int rank) => RequireSame("RMSNormalization", RmsNormalizationParts.Apply, b =>
    {
        long[] shape = rank == 1 ? [6] : [5, 6];
        string scale = b.FloatTensor([.. Enumerable.Range(0, rank == 1 ? 6 : 30).Select(i => 1 + (0.1f * i))], shape);
        b.AddAs("y", "RMSNormalization", [b.Input("x", 2, 5, 6), scale], Attributes.Of("axis", axis), Attributes.Of("epsilon", 1e-3f));
        return [2, 5, 6];
    });

    [TestCase(false, false, 0, true)]
    [TestCase(true, false, 0, true)]
    [TestCase(true, true, 4, true)]
    [TestCase(false, true, 0, false)]
    [TestCase(false, false, 4, false)]
    public void RotaryEmbedding_WrittenOut_GivesTheSameNumbers(bool isFlat, bool isInterleaved, int turned, bool withPlaces) =>
        RequireSame("RotaryEmbedding", RotaryEmbeddingParts.Apply, b =>
        {
            long pairs = (turned == 0 ? 8 : turned) / 2;
            long[] shape = isFlat ? [2, 5, 24] : [2, 3, 5, 8];
            string Angles(Func<float, float> of)
            {
                long[] lengths = withPlaces ? [7, pairs] : [2, 5, pairs];
                return b.FloatTensor([.. Enumerable.Range(0, (int)lengths.Aggregate((p, l) => p * l)).Select(i => of(i * 0.1f))], lengths);
            }

            var places = Tensors.Of("places", [0, 1, 2, 3, 4, 6, 5, 4, 3, 2], 2, 5);
            string[] inputs = [b.Input("x", shape), Angles(MathF.Cos), Angles(MathF.Sin)];
            b.Graph.Initializer.AddRange(withPlaces ? [places] : Array.Empty<TensorProto>());
            AttributeProto[] heads = isFlat ? [Attributes.Of("num_heads", 3)] : [];
            AttributeProto[] some = turned > 0 ? [Attributes.Of("rotary_embedding_dim", turned)] : [];
            inputs = withPlaces ? [.. inputs, "places"] : inputs;
            b.AddAs("y", "RotaryEmbedding", inputs, [.. heads, .. some, Attributes.Of("interleaved", isInterleaved ? 1 : 0)]);
            return shape;
        });

    private static void RequireSame(string opType, Action<ModelProto> writeOut, Func<GraphBuilder, long[]> build)
    {
        ModelProto model = OnnxFile.Create("operator");
        model.OpsetImport[0].Version = 23;
        model.IrVersion = 11;
        var builder = new GraphBuilder(model.Graph);
        builder.Output("y", build(builder));
        ModelProto parts = WrittenOut.RequireSame(model, writeOut);
        Assert.That(parts.Graph.Node.Select(n => n.OpType), Has.None.EqualTo(opType));
    }
}
