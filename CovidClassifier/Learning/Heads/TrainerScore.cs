using Microsoft.ML.Data;

namespace CovidClassifier.Learning.Heads;

/// <summary>What a trained transformer of ML.NET says of one image.</summary>
internal sealed class TrainerScore
{
    [ColumnName(TrainerColumns.Score)]
    public float[] Score { get; set; } = [];
}
