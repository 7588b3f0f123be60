namespace CovidClassifier.Workflows;

/// <summary>What a fold's model says of an image.</summary>
/// <param name="Index">Of the image in the dataset, from 0.</param>
/// <param name="Label">The predicted one.</param>
/// <param name="Probabilities">In the order of the classes.</param>
internal sealed record KeptPrediction(int Index, string Label, float[] Probabilities)
{
    /// <summary>Cells of the heat map, row by row; null where there is none.</summary>
    public float[]? HeatMap { get; init; }

    /// <summary>Columns of <see cref="HeatMap"/>.</summary>
    public int HeatMapColumns { get; init; }

    /// <summary>Pixels of the picture that it lies over.</summary>
    public int Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; init; }
}
