namespace CovidClassifier.Console.Reports;

/// <summary>One heat map.</summary>
internal sealed record ExplanationEntry
{
    public required string Path { get; init; }

    public required string Overlay { get; init; }

    /// <summary>The label that is explained.</summary>
    public required string Label { get; init; }

    public required PredictionEntry Prediction { get; init; }

    /// <summary>Of the picture, pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Of the picture, pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Share of the map inside 10 % to 90 % of width and height.</summary>
    public required double CentralShare { get; init; }

    /// <summary>The strongest place, pixels; null for an empty map.</summary>
    public required double[]? Peak { get; init; }

    /// <summary>Number of cells from left to right.</summary>
    public required int CellColumns { get; init; }

    /// <summary>Number of cells from top to bottom.</summary>
    public required int CellRows { get; init; }

    /// <summary>The map's cells, row by row, 0 to 1.</summary>
    public required IReadOnlyList<float> Cells { get; init; }

    public static ExplanationEntry Of(string path, string overlay, ImageExplanation explanation)
    {
        HeatMap map = explanation.Map;
        return new ExplanationEntry
        {
            Path = path,
            Overlay = overlay,
            Label = explanation.Label,
            Prediction = PredictionEntry.Of(path, label: null, explanation.Prediction),
            Width = map.Width,
            Height = map.Height,
            CentralShare = map.CentralShare,
            Peak = map.IsEmpty ? null : [map.Peak.X, map.Peak.Y],
            CellColumns = map.CellColumns,
            CellRows = map.CellRows,
            Cells = map.ToArray(map.CellColumns, map.CellRows),
        };
    }
}
