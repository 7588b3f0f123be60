namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>A tag tree (ITU-T T.800, B.10.2): numbers of a grid, coded by the least of each four, the least of each four of those, and so on.</summary>
internal sealed class TagTree
{
    private readonly (int Width, int Start)[] _levels;
    private readonly int[] _atLeast;
    private readonly bool[] _isKnown;

    /// <param name="width">Columns of the grid.</param>
    /// <param name="height">Rows of the grid.</param>
    public TagTree(int width, int height)
    {
        var levels = new List<(int, int)>();
        int nodes = 0;
        for (; ; width = (width + 1) / 2, height = (height + 1) / 2)
        {
            levels.Add((width, nodes));
            nodes += width * height;
            if (width * height <= 1)
            {
                break;
            }
        }

        _levels = [.. levels];
        _atLeast = new int[nodes];
        _isKnown = new bool[nodes];
    }

    /// <summary>Whether the number of a place is below a bound; reads as many bits as that needs.</summary>
    public bool IsBelow(ref PacketBits bits, int x, int y, int bound)
    {
        int least = 0;
        bool isKnown = false;
        for (int level = _levels.Length - 1; level >= 0; level--)
        {
            int node = _levels[level].Start + (y >> level) * _levels[level].Width + (x >> level);
            least = Math.Max(least, _atLeast[node]);
            while (!_isKnown[node] && least < bound)
            {
                if (bits.Next() == 1)
                {
                    _isKnown[node] = true;
                }
                else
                {
                    least++;
                }
            }

            _atLeast[node] = least;
            isKnown = _isKnown[node];
        }

        return isKnown && least < bound;
    }

    /// <summary>The number of a place.</summary>
    /// <param name="bits">Where it is read from.</param>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    /// <param name="most">Where the number is not below this, this is given.</param>
    public int Read(ref PacketBits bits, int x, int y, int most)
    {
        int bound = 1;
        while (bound <= most && !IsBelow(ref bits, x, y, bound))
        {
            bound++;
        }

        return bound - 1;
    }
}
