namespace CovidClassifier.DicomResults;

/// <summary>Capital letters, digits and a few signs, five pixels wide and seven high, for captions that no system's fonts are needed for.</summary>
internal static class PixelFont
{
    public const int Width = 5, Height = 7;

    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,%:-/()_+?";

    // seven rows of a character, each five bits, the leftmost highest
    private static readonly byte[][] Rows =
    [
        [14, 17, 17, 31, 17, 17, 17], [30, 17, 17, 30, 17, 17, 30], [14, 17, 16, 16, 16, 17, 14], [30, 17, 17, 17, 17, 17, 30], [31, 16, 16, 30, 16, 16, 31],
        [31, 16, 16, 30, 16, 16, 16], [14, 17, 16, 23, 17, 17, 14], [17, 17, 17, 31, 17, 17, 17], [14, 4, 4, 4, 4, 4, 14], [7, 2, 2, 2, 2, 18, 12],
        [17, 18, 20, 24, 20, 18, 17], [16, 16, 16, 16, 16, 16, 31], [17, 27, 21, 21, 17, 17, 17], [17, 25, 21, 21, 19, 17, 17], [14, 17, 17, 17, 17, 17, 14],
        [30, 17, 17, 30, 16, 16, 16], [14, 17, 17, 17, 21, 18, 13], [30, 17, 17, 30, 20, 18, 17], [15, 16, 16, 14, 1, 1, 30], [31, 4, 4, 4, 4, 4, 4],
        [17, 17, 17, 17, 17, 17, 14], [17, 17, 17, 17, 17, 10, 4], [17, 17, 17, 21, 21, 27, 17], [17, 17, 10, 4, 10, 17, 17], [17, 17, 10, 4, 4, 4, 4],
        [31, 1, 2, 4, 8, 16, 31], [14, 17, 19, 21, 25, 17, 14], [4, 12, 4, 4, 4, 4, 14], [14, 17, 1, 6, 8, 16, 31], [14, 17, 1, 6, 1, 17, 14],
        [2, 6, 10, 18, 31, 2, 2], [31, 16, 30, 1, 1, 17, 14], [6, 8, 16, 30, 17, 17, 14], [31, 1, 2, 4, 8, 8, 8], [14, 17, 17, 14, 17, 17, 14],
        [14, 17, 17, 15, 1, 2, 12], [0, 0, 0, 0, 0, 12, 12], [0, 0, 0, 0, 12, 4, 8], [24, 25, 2, 4, 8, 19, 3], [0, 12, 12, 0, 12, 12, 0],
        [0, 0, 0, 31, 0, 0, 0], [1, 1, 2, 4, 8, 16, 16], [2, 4, 8, 8, 8, 4, 2], [8, 4, 2, 2, 2, 4, 8], [0, 0, 0, 0, 0, 0, 31], [0, 4, 4, 31, 4, 4, 0],
        [14, 17, 1, 2, 4, 0, 4],
    ];

    /// <summary>Whether a pixel of a character is drawn; characters that are not known look like a question mark, a blank like nothing.</summary>
    public static bool IsDrawn(char character, int x, int y)
    {
        if (character == ' ')
        {
            return false;
        }

        int index = Characters.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
        return (Rows[index >= 0 ? index : ^1][y] >> (Width - 1 - x) & 1) == 1;
    }
}
