using CovidClassifier.Foundation;

namespace CovidClassifier.Explanation;

/// <summary>
/// RISE: random smooth masks, and for each pixel how the label's log-odds go with its being seen. The paper's estimate, the mean score of the masks that show a
/// pixel, is taken as a regression on the pixel's visibility: the same map but for a constant, with the chance differences in how often a pixel is shown taken
/// out.
/// </summary>
internal sealed class RiseMethod(int masks, long seed) : MaskingMethod("rise")
{
    private protected override MaskingEstimate Begin(int width, int height, double logOdds) => new Study(masks, seed, width, height);

    private sealed class Study(int masks, long seed, int width, int height) : MaskingEstimate(masks)
    {
        // of the paper: 7 x 7 cells, each shown with probability 0.5, stretched linearly and shifted by up to one cell
        private const int Cells = 7;
        private const double ShownShare = 0.5;

        private readonly double[] _visible = new double[width * height];
        private readonly double[] _squared = new double[width * height];
        private readonly double[] _scored = new double[width * height];
        private double _scores;

        public override void Mask(int index, Span<float> visibility)
        {
            RandomStream random = new Seed((ulong)seed).For("rise").For(index).Open();
            var cells = new Grid(Cells + 1, Cells + 1);
            for (int i = 0; i < cells.Values.Length; i++)
            {
                cells.Values[i] = random.NextDouble() < ShownShare ? 1 : 0;
            }

            double left = random.NextDouble(), top = random.NextDouble();
            cells.Sample(visibility, width, height, x => (left + x * Cells) / (Cells + 1), y => (top + y * Cells) / (Cells + 1));
        }

        public override void Add(int index, ReadOnlySpan<float> visibility, double logOdds)
        {
            _scores += logOdds;
            for (int i = 0; i < visibility.Length; i++)
            {
                double seen = visibility[i];
                _visible[i] += seen;
                _squared[i] += seen * seen;
                _scored[i] += seen * logOdds;
            }
        }

        public override Grid ToGrid()
        {
            var slopes = new Grid(width, height);
            for (int i = 0; i < slopes.Values.Length; i++)
            {
                double mean = _visible[i] / Count;
                double variance = _squared[i] / Count - mean * mean;
                slopes.Values[i] = variance > 0 ? (float)((_scored[i] / Count - mean * _scores / Count) / variance) : 0;
            }

            return slopes;
        }
    }
}
