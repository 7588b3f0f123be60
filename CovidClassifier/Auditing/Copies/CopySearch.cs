using System.Collections.Concurrent;
using System.Numerics.Tensors;
using CovidClassifier.Auditing.Scanning;
using CovidClassifier.Foundation;

namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// Finds the pictures of a set that show the same thing: candidates by coarse shape, asked for as they are, cropped and mirrored
/// (<see cref="HyperplaneHashTables"/>), then each candidate laid over the picture and compared in fine detail (<see cref="Alignment"/>).
/// </summary>
internal static class CopySearch
{
    /// <summary>Crops asked for, as shares of the side cut off at both ends; copies cropped in between are near enough to one of these.</summary>
    internal static readonly double[] Crops = [0, 0.015, 0.03, 0.06, 0.1];

    /// <summary>Cosine of two scaled shapes below which no alignment is tried.</summary>
    private const float LeastCosine = 0.7f;

    private const int MostCandidates = 32;

    /// <summary>Correlation of the quarter-size pictures' detail below which no alignment is tried.</summary>
    private const double LeastUnalignedCorrelation = 0.5;

    /// <param name="thumbnails">Square gray pictures of <see cref="Thumbnails.Side"/>; without equal ones.</param>
    /// <param name="least">Similarity from which on two pictures are a pair.</param>
    /// <param name="seed">Decides the tables.</param>
    /// <param name="cancellationToken">Looked at between pictures.</param>
    /// <returns>Sorted by first, then second.</returns>
    public static IReadOnlyList<SimilarPair> Find(IReadOnlyList<byte[]> thumbnails, double least, Seed seed, CancellationToken cancellationToken)
    {
        if (thumbnails.Count < 2)
        {
            return [];
        }

        float[][][] cosines = [.. Crops.Select(CoarseShape.Cosines)];
        float[][] plain = [.. thumbnails.AsParallel().AsOrdered().Select(t => CoarseShape.Of(Thumbnails.Halve(t, Thumbnails.Side), cosines[0]))];
        var scale = new ShapeScale(plain);
        float[][] filed = [.. plain.Select(scale.Apply)];
        var tables = new HyperplaneHashTables(filed, seed);
        ImageDetail[] quarters = [.. thumbnails.AsParallel().AsOrdered().Select(Quarter)];
        var best = new ConcurrentDictionary<(int, int), SimilarPair>();
        Parallel.For(0, thumbnails.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var upright = new ImagePyramid(thumbnails[i]);
            byte[] turned = Mirror(thumbnails[i]);
            var mirrored = new ImagePyramid(turned);
            ImageDetail mirroredThumbnail = Quarter(turned);
            foreach ((int other, double crop, bool isMirrored) in Candidates(i, thumbnails[i], cosines, scale, tables, filed))
            {
                // uncropped, the other picture asks the same question
                if ((crop == 0 && other < i) || Alignment.UnalignedCorrelation(isMirrored ? mirroredThumbnail : quarters[i], quarters[other], crop) < LeastUnalignedCorrelation)
                {
                    continue;
                }

                double similarity = Alignment.Similarity(isMirrored ? mirrored : upright, new ImagePyramid(thumbnails[other]), crop);
                if (similarity >= least)
                {
                    var pair = new SimilarPair(Math.Min(i, other), Math.Max(i, other), similarity, isMirrored);
                    best.AddOrUpdate((pair.First, pair.Second), pair, (_, old) => old.Similarity >= similarity ? old : pair);
                }
            }
        });
        return [.. best.Values.OrderBy(p => p.First).ThenBy(p => p.Second)];
    }

    /// <summary>Pictures whose shape is like this one's, as it is, cropped or mirrored; each with the change that fits best.</summary>
    private static IEnumerable<(int Other, double Crop, bool IsMirrored)> Candidates(
        int image, byte[] thumbnail, float[][][] cosines, ShapeScale scale, HyperplaneHashTables tables, float[][] filed)
    {
        byte[] halved = Thumbnails.Halve(thumbnail, Thumbnails.Side);
        var best = new Dictionary<int, (float Cosine, double Crop, bool IsMirrored)>();
        for (int c = 0; c < Crops.Length; c++)
        {
            float[] shape = CoarseShape.Of(halved, cosines[c]);
            foreach (bool isMirrored in (bool[])[false, true])
            {
                float[] asked = scale.Apply(isMirrored ? CoarseShape.Mirrored(shape) : shape);
                HashSet<int> found = [];
                tables.Collect(asked, found);
                found.Remove(image);
                foreach (int other in found)
                {
                    float cosine = TensorPrimitives.Dot<float>(asked, filed[other]);
                    if (cosine >= LeastCosine && (!best.TryGetValue(other, out var old) || cosine > old.Cosine))
                    {
                        best[other] = (cosine, Crops[c], isMirrored);
                    }
                }
            }
        }

        return best.OrderByDescending(b => b.Value.Cosine).ThenBy(b => b.Key).Take(MostCandidates)
            .Select(b => (b.Key, b.Value.Crop, b.Value.IsMirrored));
    }

    private static ImageDetail Quarter(byte[] thumbnail)
    {
        byte[] half = Thumbnails.Halve(thumbnail, Thumbnails.Side);
        return new ImageDetail(Thumbnails.Halve(half, Thumbnails.Side / 2), Thumbnails.Side / 4);
    }

    private static byte[] Mirror(byte[] thumbnail)
    {
        byte[] mirrored = [.. thumbnail];
        for (int y = 0; y < Thumbnails.Side; y++)
        {
            mirrored.AsSpan(y * Thumbnails.Side, Thumbnails.Side).Reverse();
        }

        return mirrored;
    }
}
