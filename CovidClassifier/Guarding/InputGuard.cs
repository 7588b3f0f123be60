namespace CovidClassifier.Guarding;

/// <summary>What tells whether an image is like those that a model was trained on: how their coarse pictures are spread, and how far is too far.</summary>
/// <param name="Shape">The training images' coarse pictures, as shares of <see cref="ShapeBasis"/>.</param>
/// <param name="Limits">From which on a picture is strange.</param>
internal sealed record InputGuard(ShrunkGaussian Shape, GuardLimits Limits)
{
    /// <summary>Fewer images than these tell nothing about what is usual.</summary>
    public const int LeastImages = 20;

    private const int Folds = 5;

    /// <param name="images">Coarse pictures, mean gray level and contrast of the images that the model is made from, in an order of no meaning.</param>
    /// <param name="groups">The patient of each image, numbered from 0; two or more.</param>
    public static InputGuard Fit(IReadOnlyList<CoarseFacts> images, IReadOnlyList<int> groups)
    {
        double[][] shapes = [.. images.Select(i => ShapeBasis.Of<float>(i.Fields))];
        List<double> unseen = [];
        for (int fold = 0; fold < Folds; fold++)
        {
            double[][] inside = [.. shapes.Where((_, i) => groups[i] % Folds != fold)];
            if (inside.Length < 2)
            {
                continue;
            }

            var of = ShrunkGaussian.Of(inside);
            unseen.AddRange(images.Where((_, i) => groups[i] % Folds == fold).Select(i => Distance(of, i.Fields)));
        }

        return new InputGuard(ShrunkGaussian.Of(shapes), GuardLimits.Of(unseen, images));
    }

    /// <summary>Of a picture from those of a distribution; near 1 for one of them.</summary>
    public static double Distance(ShrunkGaussian shape, float[] fields) =>
        Math.Sqrt(shape.SquaredDistance(ShapeBasis.Of<float>(fields)) / shape.Mean.Length);
}
