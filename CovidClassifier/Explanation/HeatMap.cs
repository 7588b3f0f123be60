using CovidClassifier.Explanation;
using CovidClassifier.Imaging;

namespace CovidClassifier;

/// <summary>
/// How strongly each place of a picture speaks for a label: 0 (not at all, or against it) to 1 (the strongest place). Computed on a grid of cells, and
/// stretched linearly over the picture. Immutable.
/// </summary>
public sealed class HeatMap
{
    // a multiple of ten, so that the central area ends between two samples
    private const int SharedSide = 200;

    private readonly Grid _cells;

    /// <param name="relevance">Negative values count as 0.</param>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    internal HeatMap(Grid relevance, int width, int height)
    {
        _cells = Normalised(relevance);
        Width = width;
        Height = height;
        CentralShare = MeasureCentralShare();
    }

    /// <summary>Width of the picture in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the picture in pixels.</summary>
    public int Height { get; }

    /// <summary>Number of cells from left to right: how finely the map was computed.</summary>
    public int CellColumns => _cells.Width;

    /// <summary>Number of cells from top to bottom.</summary>
    public int CellRows => _cells.Height;

    /// <summary>True where no place speaks for the label: every value is 0.</summary>
    public bool IsEmpty => double.IsNaN(CentralShare);

    /// <summary>
    /// Share of the map's sum that lies in the central area, 10 % to 90 % of width and height; NaN for an empty map. A map spread evenly gives 0.64. A low
    /// share says that the label comes from the picture's border: markers, captions, collimation.
    /// </summary>
    public double CentralShare { get; }

    /// <summary>
    /// The strongest place, in pixels from the top left corner: the centre of the strongest cell, the first in reading order where several are equal.
    /// </summary>
    public (double X, double Y) Peak
    {
        get
        {
            (int row, int column) = Math.DivRem(Array.IndexOf(_cells.Values, _cells.Values.Max()), _cells.Width);
            return ((column + 0.5) * Width / _cells.Width, (row + 0.5) * Height / _cells.Height);
        }
    }

    /// <summary>The value at a pixel, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pixel is not in the picture.</exception>
    public float this[int x, int y]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(x);
            ArgumentOutOfRangeException.ThrowIfNegative(y);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, Width);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
            return _cells.At((x + 0.5) / Width, (y + 0.5) / Height);
        }
    }

    /// <summary>All values of the map at the picture's size, row by row: <see cref="Width"/> x <see cref="Height"/> numbers.</summary>
    public float[] ToArray() => ToArray(Width, Height);

    /// <summary>The map over the same picture at another size, row by row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public float[] ToArray(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return [.. _cells.Resampled(width, height).Values];
    }

    private static Grid Normalised(Grid relevance)
    {
        var cells = new Grid(relevance.Width, relevance.Height);
        float strongest = relevance.Values.Max();
        for (int i = 0; i < cells.Values.Length && strongest > 0; i++)
        {
            cells.Values[i] = Math.Max(0, relevance.Values[i]) / strongest;
        }

        return cells;
    }

    private double MeasureCentralShare()
    {
        float[] values = _cells.Resampled(SharedSide, SharedSide).Values;
        double inside = 0, all = 0;
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, SharedSide);
            all += values[i];
            inside += CentralArea.Contains((column + 0.5) / SharedSide, (row + 0.5) / SharedSide) ? values[i] : 0;
        }

        return inside / all;
    }
}
