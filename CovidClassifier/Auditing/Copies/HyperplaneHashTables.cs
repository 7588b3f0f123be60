using System.Numerics.Tensors;
using CovidClassifier.Foundation;

namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// Finds pictures of like shape without comparing every pair: each of several tables files a shape under the sides of random planes that it
/// lies on (Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002). With log2(n) planes a drawer holds about as
/// many pictures however large the set is, so the work grows slower than the number of pairs (X-rays are alike,
/// so drawers are not filled evenly: measured from 1,000 to 10,000, n to the power 1.3).
/// </summary>
internal sealed class HyperplaneHashTables
{
    private const int Tables = 32;
    private const int LargestDrawer = 256;

    private readonly float[][][] _planes;
    private readonly Dictionary<int, List<int>>[] _drawers;

    public HyperplaneHashTables(IReadOnlyList<float[]> shapes, Seed seed)
    {
        int bits = Math.Clamp((int)Math.Ceiling(Math.Log2(Math.Max(2, shapes.Count))), 4, 20);
        RandomStream random = seed.Open();
        _planes = [.. Enumerable.Range(0, Tables).Select(_ => Enumerable.Range(0, bits).Select(_ => Plane(random)).ToArray())];
        _drawers = new Dictionary<int, List<int>>[Tables];
        Parallel.For(0, Tables, t =>
        {
            _drawers[t] = [];
            for (int i = 0; i < shapes.Count; i++)
            {
                int key = Key(_planes[t], shapes[i]);
                if (!_drawers[t].TryGetValue(key, out List<int>? drawer))
                {
                    _drawers[t][key] = drawer = [];
                }

                drawer.Add(i);
            }
        });
    }

    /// <summary>Adds the pictures that share a drawer with <paramref name="shape"/> in any table.</summary>
    public void Collect(float[] shape, HashSet<int> found)
    {
        for (int t = 0; t < Tables; t++)
        {
            if (_drawers[t].TryGetValue(Key(_planes[t], shape), out List<int>? drawer))
            {
                found.UnionWith(drawer.Count > LargestDrawer ? drawer.Take(LargestDrawer) : drawer);
            }
        }
    }

    private static float[] Plane(RandomStream random) => [.. Enumerable.Range(0, CoarseShape.Length).Select(_ => (float)random.Normal())];

    private static int Key(float[][] planes, float[] shape)
    {
        int key = 0;
        foreach (float[] plane in planes)
        {
            key = key << 1 | (TensorPrimitives.Dot<float>(plane, shape) > 0 ? 1 : 0);
        }

        return key;
    }
}
