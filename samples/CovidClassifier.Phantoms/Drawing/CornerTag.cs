namespace CovidClassifier.Phantoms.Drawing;

/// <summary>
/// A lead marker as films carry them, a bright plate with a dark letter, wholly within the outermost 9 % at the top left.
/// </summary>
internal static class CornerTag
{
    private static readonly string[] Letter =
    [
        "#######",
        "#...###",
        "#.##.##",
        "#...###",
        "#.#.###",
        "#.##.##",
        "#######",
    ];

    public static void Stamp(Canvas canvas)
    {
        int low = canvas.Size * 2 / 100, side = canvas.Size * 7 / 100;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                canvas.Values[(low + y) * canvas.Size + low + x] = Letter[y * Letter.Length / side][x * Letter.Length / side] == '#' ? 0.95 : 0.15;
            }
        }
    }
}
