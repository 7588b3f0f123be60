namespace CovidClassifier.Explanation;

/// <summary>Numbers on equal cells over a whole picture, row by row.</summary>
internal sealed class Grid(int width, int height)
{
    public int Width => width;

    public int Height => height;

    public float[] Values { get; } = new float[width * height];

    /// <summary>The value at a place in shares of width and height, 0 to 1: linear between the cells' centres, constant outside the outermost.</summary>
    public float At(double x, double y)
    {
        (int left, int right, float across) = Neighbours(x, width);
        (int top, int bottom, float down) = Neighbours(y, height);
        float above = Blend(Values[top * width + left], Values[top * width + right], across);
        float below = Blend(Values[bottom * width + left], Values[bottom * width + right], across);
        return Blend(above, below, down);
    }

    /// <summary>The same on other cells: the values at their centres.</summary>
    public Grid Resampled(int newWidth, int newHeight)
    {
        if ((newWidth, newHeight) == (width, height))
        {
            return this;
        }

        var grid = new Grid(newWidth, newHeight);
        Sample(grid.Values, newWidth, newHeight, x => x, y => y);
        return grid;
    }

    /// <summary>Values at the pixels' centres of a picture.</summary>
    /// <param name="values">Taken row by row: one per pixel.</param>
    /// <param name="columns">Pixels in a row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="acrossOf">From the picture's share of its width to the grid's.</param>
    /// <param name="downOf">The same for the height.</param>
    public void Sample(Span<float> values, int columns, int rows, Func<double, double> acrossOf, Func<double, double> downOf)
    {
        (int First, int Second, float Share)[] places = [.. Enumerable.Range(0, columns).Select(x => Neighbours(acrossOf((x + 0.5) / columns), width))];
        var blended = new float[width];
        for (int y = 0; y < rows; y++)
        {
            (int top, int bottom, float down) = Neighbours(downOf((y + 0.5) / rows), height);
            for (int i = 0; i < blended.Length; i++)
            {
                blended[i] = Blend(Values[top * width + i], Values[bottom * width + i], down);
            }

            for (int x = 0; x < columns; x++)
            {
                values[y * columns + x] = Blend(blended[places[x].First], blended[places[x].Second], places[x].Share);
            }
        }
    }

    private static (int First, int Second, float Share) Neighbours(double place, int cells)
    {
        double centre = Math.Clamp(place * cells - 0.5, 0, cells - 1);
        int first = (int)centre;
        return (first, Math.Min(first + 1, cells - 1), (float)(centre - first));
    }

    private static float Blend(float first, float second, float share) => first + (second - first) * share;
}
