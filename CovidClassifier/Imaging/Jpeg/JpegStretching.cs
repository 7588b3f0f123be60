namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// Doubles rows of samples as libjpeg does (jdsample.c): three quarters of the nearer sample and a quarter of the further one, ties rounded up and down in
/// turn.
/// </summary>
internal static class JpegStretching
{
    /// <summary>Each sample several times.</summary>
    public static void Repeat(ReadOnlySpan<byte> row, int times, Span<byte> stretched)
    {
        for (int x = 0; x < row.Length; x++)
        {
            stretched.Slice(x * times, times).Fill(row[x]);
        }
    }

    /// <summary>Twice as wide.</summary>
    public static void Across(ReadOnlySpan<byte> row, Span<byte> stretched)
    {
        int last = row.Length - 1;
        stretched[0] = row[0];
        stretched[1] = (byte)((3 * row[0] + row[1] + 2) >> 2);
        for (int x = 1; x < last; x++)
        {
            int value = 3 * row[x];
            stretched[2 * x] = (byte)((value + row[x - 1] + 1) >> 2);
            stretched[2 * x + 1] = (byte)((value + row[x + 1] + 2) >> 2);
        }

        stretched[2 * last] = (byte)((3 * row[last] + row[last - 1] + 1) >> 2);
        stretched[2 * last + 1] = row[last];
    }

    /// <summary>As wide, between two rows.</summary>
    /// <param name="row">The nearer row.</param>
    /// <param name="near">The row above or below it.</param>
    /// <param name="isBelow">Whether it is the one below.</param>
    /// <param name="stretched">Takes the row.</param>
    public static void Down(ReadOnlySpan<byte> row, ReadOnlySpan<byte> near, bool isBelow, Span<byte> stretched)
    {
        int bias = isBelow ? 2 : 1;
        for (int x = 0; x < row.Length; x++)
        {
            stretched[x] = (byte)((3 * row[x] + near[x] + bias) >> 2);
        }
    }

    /// <summary>Twice as wide, between two rows.</summary>
    /// <param name="row">The nearer row.</param>
    /// <param name="near">The row above or below it.</param>
    /// <param name="stretched">Takes the row.</param>
    public static void Both(ReadOnlySpan<byte> row, ReadOnlySpan<byte> near, Span<byte> stretched)
    {
        int last = row.Length - 1;
        int before = 3 * row[0] + near[0], here = before;
        for (int x = 0; x <= last; x++)
        {
            int next = x == last ? here : 3 * row[x + 1] + near[x + 1];
            stretched[2 * x] = (byte)((3 * here + before + 8) >> 4);
            stretched[2 * x + 1] = (byte)((3 * here + next + 7) >> 4);
            (before, here) = (here, next);
        }
    }
}
