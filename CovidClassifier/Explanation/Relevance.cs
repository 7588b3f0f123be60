namespace CovidClassifier.Explanation;

/// <summary>How much each place of a spatial map speaks for a label; below 0 where it speaks against.</summary>
/// <param name="Map">Where the places lie.</param>
/// <param name="Values">[rows, height, width]</param>
internal readonly record struct Relevance(SpatialMap Map, float[] Values)
{
    /// <summary>All of them on the cells of the finest, each as shares of one logit.</summary>
    public static Grid Sum(IReadOnlyList<Relevance> parts)
    {
        Grid[] grids = [.. parts.Select(p => p.ToGrid())];
        Grid finest = grids.MaxBy(g => g.Values.Length)!;
        var sum = new Grid(finest.Width, finest.Height);
        foreach (Grid grid in grids)
        {
            // a cell of a coarse grid stands for several of a fine one
            float share = (float)grid.Values.Length / finest.Values.Length;
            float[] values = grid.Resampled(sum.Width, sum.Height).Values;
            for (int i = 0; i < values.Length; i++)
            {
                sum.Values[i] += share * values[i];
            }
        }

        return sum;
    }

    /// <summary>One grid in the picture's own orientation: the mirror image's row is turned back and added.</summary>
    public Grid ToGrid()
    {
        var grid = new Grid(Map.Width, Map.Height);
        for (int i = 0; i < Values.Length; i++)
        {
            (int row, int place) = Math.DivRem(i, grid.Values.Length);
            (int y, int x) = Math.DivRem(place, Map.Width);
            bool mirrored = Map.IsMirroredPair && row == 1;
            grid.Values[y * Map.Width + (mirrored ? Map.Width - 1 - x : x)] += Values[i];
        }

        return grid;
    }
}
