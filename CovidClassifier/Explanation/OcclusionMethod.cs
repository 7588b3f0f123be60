namespace CovidClassifier.Explanation;

/// <summary>Occlusion: how far the label's log-odds fall while a square is hidden; a cell gets the mean over the squares that cover it.</summary>
internal sealed class OcclusionMethod(int columns) : MaskingMethod("occlusion")
{
    private protected override MaskingEstimate Begin(int width, int height, double logOdds) => new Study(columns, width, height, logOdds);

    /// <summary>Squares of two by two cells, one cell apart.</summary>
    private sealed class Study(int columns, int width, int height, double whole) : MaskingEstimate((columns - 1) * (columns - 1))
    {
        private readonly Grid _fall = new(columns, columns);
        private readonly int[] _covered = new int[columns * columns];

        public override void Mask(int index, Span<float> visibility)
        {
            (int row, int column) = Math.DivRem(index, columns - 1);
            visibility.Fill(1);
            for (int y = row * height / columns; y < (row + 2) * height / columns; y++)
            {
                visibility[(y * width + column * width / columns)..(y * width + (column + 2) * width / columns)].Clear();
            }
        }

        public override void Add(int index, ReadOnlySpan<float> visibility, double logOdds)
        {
            (int row, int column) = Math.DivRem(index, columns - 1);
            foreach (int cell in (int[])[row * columns + column, row * columns + column + 1, (row + 1) * columns + column, (row + 1) * columns + column + 1])
            {
                _covered[cell]++;
                _fall.Values[cell] += ((float)(whole - logOdds) - _fall.Values[cell]) / _covered[cell];
            }
        }

        public override Grid ToGrid() => _fall;
    }
}
