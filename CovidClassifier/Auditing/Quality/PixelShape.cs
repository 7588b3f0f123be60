namespace CovidClassifier.Auditing.Quality;

/// <summary>Pixels that hang together, edges and corners alike.</summary>
/// <param name="Pixels">Their positions, row by row counted.</param>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">Last column.</param>
/// <param name="Bottom">Last row.</param>
internal sealed record PixelShape(IReadOnlyList<int> Pixels, int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;
}
