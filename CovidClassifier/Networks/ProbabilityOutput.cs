using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// Makes scores of outputs that are probabilities without a Softmax or Sigmoid at the end to take them from: the mean of several networks, an exponential over
/// its sum, 1 - p beside p, one column of a softmax. What they are is seen from what they make of a few drawn images.
/// </summary>
internal static class ProbabilityOutput
{
    private const float Tolerance = 1e-3f;

    // beyond it a 32-bit probability is 0 or 1
    private const float Least = 1e-7f;

    /// <summary>Puts the logarithm behind them: a softmax of it gives the probabilities back, and a sigmoid of the log odds one probability.</summary>
    /// <param name="graph">Its graph is changed in place.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="scores">Where its scores were found.</param>
    /// <returns>What was done, for the model card; null where the outputs are no probabilities.</returns>
    public static string? Undo(ImportedGraph graph, NetworkInput input, ScoreOutput scores)
    {
        if (graph.EndsInFeatures || scores.EndsInProbabilities || LastLayer.FindDense(graph.Model.Graph, NetworkGraph.Logits, out _) is not null
            || !AreProbabilities(OpenBatch.SomeRows(graph.Model, input), graph.Outputs))
        {
            return null;
        }

        GraphProto network = graph.Model.Graph;
        var builder = new GraphBuilder(network);
        string probabilities = builder.FreshName("probabilities");
        network.Output.Clear();
        GraphNames.Rename(network, NetworkGraph.Logits, probabilities);
        bool isOne = graph.Outputs == 1;
        string limited = builder.Add("Clip", [probabilities, builder.Constant(Least), builder.Constant(isOne ? 1 - Least : float.MaxValue)]);
        string logarithm = builder.Add("Log", [limited]);
        if (isOne)
        {
            builder.AddAs(NetworkGraph.Logits, "Sub", [logarithm, builder.Add("Log", [builder.Add("Sub", [builder.Constant(1f), limited])])]);
        }
        else
        {
            builder.AddAs(NetworkGraph.Logits, "Identity", [logarithm]);
        }

        builder.Output(NetworkGraph.Logits, -1, graph.Outputs);
        return isOne
            ? "The network's output is a probability; its log odds were taken as the score."
            : "The network's outputs are probabilities; their logarithms were taken as the scores.";
    }

    // percentages have a sum of their own
    private static bool AreProbabilities(float[] rows, int length)
    {
        float[] sums = [.. rows.Chunk(length).Select(row => row.Sum())];
        return rows.All(p => p >= 0 && float.IsFinite(p))
            && (length == 1 ? rows.All(p => p <= 1) && rows.Any(p => p > 0) : sums.All(s => s > 0 && Math.Abs(s - sums[0]) <= Tolerance * sums[0]));
    }
}
