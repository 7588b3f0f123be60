namespace CovidClassifier;

/// <summary>A part of a picture, in pixels of the upright picture at its own size.</summary>
/// <param name="Left">First column, 0 or more.</param>
/// <param name="Top">First row, 0 or more.</param>
/// <param name="Right">The column after the last; beyond the picture's width it means the width.</param>
/// <param name="Bottom">The row after the last; beyond the picture's height it means the height.</param>
public sealed record ImageBox(int Left, int Top, int Right, int Bottom);
