using System.Numerics;

namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// Compares shapes with every filed one. Numbers lie so that one instruction takes several pictures; at some thousand million pairs a
/// second this is quicker than any index up to a hundred thousand pictures, and misses none.
/// </summary>
internal sealed class ShapeIndex
{
    private readonly Vector<float>[] _filed;
    private readonly int _count;

    public ShapeIndex(IReadOnlyList<float[]> shapes)
    {
        _count = shapes.Count;
        int lanes = Vector<float>.Count, blocks = (_count + lanes - 1) / lanes;
        _filed = new Vector<float>[blocks * CoarseShape.Length];
        float[] together = new float[lanes];
        for (int block = 0; block < blocks; block++)
        {
            for (int k = 0; k < CoarseShape.Length; k++)
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    int image = block * lanes + lane;
                    together[lane] = image < _count ? shapes[image][k] : 0;
                }

                _filed[block * CoarseShape.Length + k] = new Vector<float>(together);
            }
        }
    }

    /// <summary>The filed pictures that any of the asked shapes has at least this cosine with: each with the best of the asked shapes.</summary>
    /// <param name="asked">Of unit length.</param>
    /// <param name="least">0 to 1.</param>
    public List<(int Image, int Asked, float Cosine)> Near(IReadOnlyList<float[]> asked, float least)
    {
        List<(int, int, float)> near = [];
        int length = CoarseShape.Length, lanes = Vector<float>.Count;
        Vector<float>[] queries = [.. asked.SelectMany(shape => shape.Select(s => new Vector<float>(s)))];
        var limit = new Vector<float>(least);
        Span<float> best = stackalloc float[lanes];
        Span<int> which = stackalloc int[lanes];
        for (int start = 0, block = 0; start < _filed.Length; start += length, block++)
        {
            ReadOnlySpan<Vector<float>> filed = _filed.AsSpan(start, length);
            best.Fill(least);
            which.Fill(-1);
            for (int q = 0; q < asked.Count; q++)
            {
                ReadOnlySpan<Vector<float>> query = queries.AsSpan(q * length, length);
                Vector<float> even = Vector<float>.Zero, odd = Vector<float>.Zero;
                int k = 0;
                for (; k + 1 < length; k += 2)
                {
                    even += filed[k] * query[k];
                    odd += filed[k + 1] * query[k + 1];
                }

                even += k < length ? filed[k] * query[k] + odd : odd;
                if (Vector.GreaterThanOrEqualAny(even, limit))
                {
                    for (int lane = 0; lane < lanes; lane++)
                    {
                        if (even[lane] >= best[lane])
                        {
                            (best[lane], which[lane]) = (even[lane], q);
                        }
                    }
                }
            }

            for (int lane = 0; lane < lanes; lane++)
            {
                if (which[lane] >= 0 && block * lanes + lane < _count)
                {
                    near.Add((block * lanes + lane, which[lane], best[lane]));
                }
            }
        }

        return near;
    }
}
