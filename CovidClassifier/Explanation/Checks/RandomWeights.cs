using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;
using Google.Protobuf;

namespace CovidClassifier.Explanation.Checks;

/// <summary>Makes a network forget what it learned: the values of each weight tensor are put in random order, which keeps their scale.</summary>
internal static class RandomWeights
{
    /// <param name="scoringGraph">The .onnx file's bytes; not changed.</param>
    /// <param name="seed">Decides the order.</param>
    public static byte[] Of(byte[] scoringGraph, Seed seed)
    {
        ModelProto model = OnnxFile.Parse(scoringGraph, "The model's network");
        Dequantization.Apply(model.Graph);
        // what follows the logits, calibration and the two signs of one logit, is no weight
        string logits = NetworkMetadata.LearnedEnd(model);
        Shuffle(model.Graph, Trainable.Find(GraphCut.Between(model, [], [new ValueInfoProto { Name = logits }]).Graph), seed);
        foreach (GraphProto each in model.Graph.Node.Where(EachRow.Is).SelectMany(InnerGraphs.Of))
        {
            Shuffle(each, Trainable.Find(each), seed);
        }

        return model.ToByteArray();
    }

    private static void Shuffle(GraphProto graph, string[] weights, Seed seed)
    {
        foreach (TensorProto tensor in graph.Initializer.Where(i => weights.Contains(i.Name)))
        {
            float[] values = tensor.Floats();
            seed.For(tensor.Name).Open().Shuffle(values.AsSpan());
            tensor.SetFloats(values);
        }
    }
}
