namespace CovidClassifier.Guarding;

/// <summary>
/// A kind of picture that is no X-ray of a chest from the front: what is nearer to its mean than to that of the training images is one of it. The means are of
/// side views and CT slices of half the patients of covid-chestxray-dataset (Cohen et al. 2020), as coarse pictures in units of their own contrast.
/// </summary>
/// <param name="Name">In words, as a reason.</param>
/// <param name="Mean">The fields of its mean <see cref="CoarsePicture"/>.</param>
internal sealed record PictureKind(string Name, double[] Mean)
{
    // facing left; turned to the other side below
    private static readonly double[][] SideView =
    [
        [-1.3, -1.3, 0.0, 1.3, 1.5, 1.2, 0.3, -1.0],
        [-1.5, -1.0, 0.5, 0.9, 0.8, 1.0, 0.7, -0.6],
        [-1.5, -0.8, -0.1, 0.3, 0.3, 0.5, 0.6, -0.5],
        [-1.4, -0.5, -0.2, 0.1, 0.0, 0.0, 0.2, -0.7],
        [-1.1, -0.1, 0.2, 0.1, -0.3, -0.3, -0.1, -0.9],
        [-0.7, 0.4, 0.7, 0.5, -0.1, -0.4, -0.1, -1.1],
        [-0.2, 0.8, 1.1, 1.0, 0.6, 0.1, -0.2, -1.3],
        [0.0, 1.0, 1.3, 1.4, 1.2, 0.7, -0.4, -1.4],
    ];

    // the left half of a symmetric picture
    private static readonly double[][] AxialSlice =
    [
        [-1.0, -0.3, 0.0, 0.0],
        [-0.4, 0.0, -0.3, 0.1],
        [0.1, -0.4, -0.2, 0.7],
        [0.2, -0.5, -0.3, 0.7],
        [0.3, -0.5, -0.3, 0.5],
        [0.3, -0.2, -0.4, 0.6],
        [0.3, 0.2, -0.2, 0.8],
        [-0.5, 0.0, 0.3, 0.6],
    ];

    // likewise
    private static readonly double[][] CoronalSlice =
    [
        [0.5, 0.6, 0.2, 0.6],
        [0.5, -0.2, -0.6, 0.6],
        [0.2, -0.9, -0.8, 0.4],
        [0.0, -0.9, -0.7, 0.6],
        [0.0, -1.0, -0.7, 0.6],
        [-0.1, -0.9, -0.7, 0.6],
        [-0.1, -0.5, -0.2, 0.8],
        [0.4, 0.5, 0.4, 0.7],
    ];

    /// <summary>The kinds that are told.</summary>
    public static IReadOnlyList<PictureKind> All { get; } =
    [
        new("a side view", Fields(SideView)),
        new("a side view", Fields([.. SideView.Select(Reversed)])),
        new("a CT slice", Fields([.. AxialSlice.Select(Symmetric)])),
        new("a CT slice", Fields([.. CoronalSlice.Select(Symmetric)])),
    ];

    private static double[] Reversed(double[] row) => [.. row.AsEnumerable().Reverse()];

    private static double[] Symmetric(double[] half) => [.. half, .. Reversed(half)];

    /// <summary>Each of 8 x 8 fields as four.</summary>
    private static double[] Fields(double[][] rows) =>
        [.. Enumerable.Range(0, CoarsePicture.Length).Select(f => rows[f / CoarsePicture.Side / 2][f % CoarsePicture.Side / 2])];
}
