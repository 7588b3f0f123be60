using CovidClassifier.Networks;
using Microsoft.ML.Data;

namespace CovidClassifier.Learning.Heads;

/// <summary>One image as a trainer of ML.NET reads it: what the saved pipeline offers, and while training its class and weight.</summary>
internal sealed class TrainerRow(float[] features, Func<byte[]>? image = null, string labelName = "", float weight = 1)
{
    /// <summary>As the network gives them, not standardised.</summary>
    [ColumnName(FeatureGraph.Features)]
    public float[] Features => features;

    /// <summary>The decoded X-ray as a PNG file; made when it is read.</summary>
    [ColumnName(TrainerColumns.Image)]
    public byte[] Image => image?.Invoke() ?? [];

    /// <summary>Name of the class.</summary>
    public string LabelName => labelName;

    /// <summary>How much the image counts.</summary>
    public float Weight => weight;
}
