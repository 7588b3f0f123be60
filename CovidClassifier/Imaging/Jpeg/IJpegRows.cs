namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Takes a JPEG's picture row by row.</summary>
internal interface IJpegRows
{
    /// <summary>Takes the next row.</summary>
    /// <param name="planes">The components; ask each for the row.</param>
    /// <param name="y">The row's number, from the top.</param>
    void Take(IReadOnlyList<JpegPlane> planes, int y);
}
