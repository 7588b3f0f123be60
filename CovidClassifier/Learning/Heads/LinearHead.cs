using CovidClassifier.Onnx;

namespace CovidClassifier.Learning.Heads;

/// <summary>A trained head: a weighted sum of plain features per class, standardisation folded in. It is a few nodes of the network's graph.</summary>
internal sealed class LinearHead
{
    private readonly float[,] _weights;
    private readonly float[] _biases;

    /// <param name="weights">[classes, features]</param>
    /// <param name="biases">One per class.</param>
    /// <param name="output">How the sums become probabilities.</param>
    /// <exception cref="TrainingException">A weight or bias is not finite.</exception>
    public LinearHead(float[,] weights, float[] biases, HeadOutput output)
    {
        if (!biases.All(float.IsFinite) || !weights.Cast<float>().All(float.IsFinite))
        {
            throw new TrainingException("The head's weights must be finite, but they grew without bound; give it a larger l2.");
        }

        _weights = weights;
        _biases = biases;
        Output = output;
    }

    public int ClassCount => _biases.Length;

    public int FeatureCount => _weights.GetLength(1);

    public HeadOutput Output { get; }

    /// <summary>Adds the head behind a tensor of features.</summary>
    /// <param name="builder">Of the network's graph.</param>
    /// <param name="features">Float [N, <see cref="FeatureCount"/>].</param>
    /// <returns>Float [N, <see cref="ClassCount"/>]: logits whose softmax is the head's probabilities.</returns>
    public string Append(GraphBuilder builder, string features)
    {
        string weights = builder.FreshName("head.weight");
        string biases = builder.FreshName("head.bias");
        builder.Graph.Initializer.Add(Tensors.Of(weights, _weights.Cast<float>().ToArray(), ClassCount, FeatureCount));
        builder.Graph.Initializer.Add(Tensors.Of(biases, _biases, ClassCount));
        string sums = builder.Add("Gemm", [features, weights, biases], Attributes.Of("transB", 1));

        // the softmax of ln(sigmoid) is the sigmoids divided by their sum; ln(sigmoid(x)) = -ln(1 + exp(-x)) keeps its digits in both tails
        return Output == HeadOutput.Softmax ? sums : builder.Add("Neg", [builder.Add("Softplus", [builder.Add("Neg", [sums])])]);
    }

    /// <summary>The probability of each class for one row of features, as the graph gives it.</summary>
    public float[] Probabilities(ReadOnlySpan<float> features) => [.. Evaluation.Probabilities.Of(Logits(features)).Select(p => (float)p)];

    /// <summary>What <see cref="Append"/> computes, for one row of features.</summary>
    public float[] Logits(ReadOnlySpan<float> features)
    {
        var logits = new float[ClassCount];
        for (int c = 0; c < logits.Length; c++)
        {
            double sum = _biases[c];
            for (int i = 0; i < features.Length; i++)
            {
                sum += (double)_weights[c, i] * features[i];
            }

            logits[c] = (float)(Output == HeadOutput.Softmax ? sum : Math.Min(sum, 0) - Math.Log(1 + Math.Exp(-Math.Abs(sum))));
        }

        return logits;
    }
}
