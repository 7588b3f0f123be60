using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CovidClassifier.Learning.Heads;

/// <summary>From ML.NET's multinomial model to a linear head.</summary>
internal static class MaximumEntropyFolding
{
    public static LinearHead Fold(this HeadRows rows, MaximumEntropyModelParameters model)
    {
        VBuffer<float>[]? weights = null;
        model.GetWeights(ref weights, out _);
        return rows.Standardisation.Fold(
            [.. weights.Select(w => w.DenseValues().Select(v => (double)v).ToArray())], [.. model.GetBiases().Select(b => (double)b)], HeadOutput.Softmax);
    }
}
