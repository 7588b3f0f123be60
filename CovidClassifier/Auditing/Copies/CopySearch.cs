using System.Collections.Concurrent;
using CovidClassifier.Auditing.Scanning;
using CovidClassifier.Foundation;

namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// Finds the pictures of a set that show the same thing: candidates by coarse shape, each picture filed as a chest would stand and asked for as
/// it may stand, cropped and mirrored (<see cref="PictureView"/>, <see cref="ShapeIndex"/>), then each candidate laid over the picture and
/// compared in fine detail (<see cref="Alignment"/>).
/// </summary>
internal sealed class CopySearch
{
    /// <summary>Crops asked for, as shares of the side cut off at both ends; copies cropped in between are near enough to one of these.</summary>
    internal static readonly double[] Crops = [0, 0.015, 0.03, 0.06, 0.1];

    /// <summary>Cosine of two scaled shapes below which no alignment is tried.</summary>
    private const float LeastCosine = 0.7f;

    private const int MostCandidates = 32;

    /// <summary>Correlation of the quarter-size pictures' detail below which no alignment is tried.</summary>
    private const double LeastUnalignedCorrelation = 0.5;

    private readonly Func<int, byte[]> _thumbnail;
    private readonly float[][][] _cosines = [.. Crops.Select(CoarseShape.Cosines)];
    private readonly PictureView[] _poses;
    private readonly byte[][] _quarters;
    private readonly ShapeScale _scale;
    private readonly ShapeIndex _index;

    private CopySearch(int count, Func<int, byte[]> thumbnail, CancellationToken cancellationToken)
    {
        _thumbnail = thumbnail;
        _poses = new PictureView[count];
        _quarters = new byte[count][];
        float[][] shapes = new float[count][];
        Parallel.For(0, count, AllCores.Until(cancellationToken), i =>
        {
            byte[] image = thumbnail(i);
            _poses[i] = PictureView.Poses(image)[0];
            byte[] half = Thumbnails.Halve(_poses[i].Of(image, Thumbnails.Side), Thumbnails.Side);
            shapes[i] = CoarseShape.Of(half, _cosines[0]);
            _quarters[i] = Thumbnails.Halve(half, Thumbnails.Side / 2);
        });
        _scale = new ShapeScale(shapes);
        _index = new ShapeIndex([.. shapes.Select(_scale.Apply)]);
    }

    /// <param name="count">Number of pictures.</param>
    /// <param name="thumbnail">Gives a picture, gray, of <see cref="Thumbnails.Side"/> squared; no two are equal. Called on several threads.</param>
    /// <param name="least">Similarity from which on two pictures are a pair.</param>
    /// <param name="cancellationToken">Looked at between pictures.</param>
    /// <returns>Sorted by first, then second.</returns>
    public static IReadOnlyList<SimilarPair> Find(int count, Func<int, byte[]> thumbnail, double least, CancellationToken cancellationToken)
    {
        if (count < 2)
        {
            return [];
        }

        var search = new CopySearch(count, thumbnail, cancellationToken);
        var best = new ConcurrentDictionary<(int, int), SimilarPair>();
        Parallel.For(0, count, AllCores.Until(cancellationToken), i =>
        {
            foreach (SimilarPair pair in search.PairsOf(i).Where(p => p.Similarity >= least))
            {
                best.AddOrUpdate((pair.First, pair.Second), pair, (_, old) => old.Similarity >= pair.Similarity ? old : pair);
            }
        });
        return [.. best.Values.OrderBy(p => p.First).ThenBy(p => p.Second)];
    }

    private IEnumerable<SimilarPair> PairsOf(int image)
    {
        byte[] thumbnail = _thumbnail(image);
        IReadOnlyList<PictureView> poses = PictureView.Poses(thumbnail);
        Question[] questions = [.. poses.SelectMany(pose => Questions(thumbnail, pose))];
        var seen = new Dictionary<PictureView, SeenPicture>();
        foreach ((int other, int asked, _) in _index.Near([.. questions.Select(q => q.Shape)], LeastCosine).Where(n => n.Image != image)
            .OrderByDescending(n => n.Cosine).ThenBy(n => n.Image).Take(MostCandidates))
        {
            Question question = questions[asked];

            // in its likeliest pose and uncropped, the other picture asks the same question
            if (question.Crop == 0 && other < image && question.Pose == poses[0])
            {
                continue;
            }

            if (!seen.TryGetValue(question.View, out SeenPicture? mine))
            {
                seen[question.View] = mine = new SeenPicture(question.View.Of(thumbnail, Thumbnails.Side));
            }

            if (Alignment.UnalignedCorrelation(mine.Quarter, new ImageDetail(_quarters[other], Thumbnails.Side / 4), question.Crop) < LeastUnalignedCorrelation)
            {
                continue;
            }

            double similarity = Alignment.Similarity(mine.Pyramid, new ImagePyramid(_poses[other].Of(_thumbnail(other), Thumbnails.Side)), question.Crop);
            PictureView change = question.View.Undoing(_poses[other]);
            yield return image < other ? new SimilarPair(image, other, similarity, change) : new SimilarPair(other, image, similarity, change.Back());
        }
    }

    /// <summary>The shapes that copies of a picture may be filed under, if it stands in this pose.</summary>
    private IEnumerable<Question> Questions(byte[] thumbnail, PictureView pose)
    {
        byte[] halved = Thumbnails.Halve(pose.Of(thumbnail, Thumbnails.Side), Thumbnails.Side);
        for (int c = 0; c < Crops.Length; c++)
        {
            float[] shape = CoarseShape.Of(halved, _cosines[c]);
            yield return new Question(_scale.Apply(shape), Crops[c], pose, pose);
            yield return new Question(_scale.Apply(CoarseShape.Mirrored(shape)), Crops[c], pose, pose.Mirrored());
        }
    }

    /// <param name="Shape">Asked for.</param>
    /// <param name="Crop">As in <see cref="Crops"/>.</param>
    /// <param name="Pose">The pose that is supposed.</param>
    /// <param name="View">The pose, or its mirror image.</param>
    private sealed record Question(float[] Shape, double Crop, PictureView Pose, PictureView View);

    /// <summary>A picture in a view, at the sizes that are compared.</summary>
    private sealed class SeenPicture(byte[] image)
    {
        public ImagePyramid Pyramid { get; } = new(image);

        public ImageDetail Quarter { get; } = new(
            Thumbnails.Halve(Thumbnails.Halve(image, Thumbnails.Side), Thumbnails.Side / 2), Thumbnails.Side / 4);
    }
}
