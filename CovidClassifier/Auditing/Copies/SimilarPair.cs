namespace CovidClassifier.Auditing.Copies;

/// <summary>Two pictures that agree in fine detail.</summary>
/// <param name="First">Index, below <paramref name="Second"/>.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Similarity">Correlation of the aligned detail.</param>
/// <param name="Change">How the first must be looked at to look like the second.</param>
internal readonly record struct SimilarPair(int First, int Second, double Similarity, PictureView Change)
{
    public bool IsMirrored => Change.IsMirrored;
}
