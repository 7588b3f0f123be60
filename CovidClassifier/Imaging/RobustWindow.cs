namespace CovidClassifier.Imaging;

/// <summary>
/// Which values of a picture of more than 8 bits become black (0) and white (255), where its file does not say; linear between, clamped outside, halves up. The
/// same in training and scoring.
/// </summary>
/// <remarks>
/// Taken from the picture's <see cref="CentralArea"/>, so that a frame or a burnt-in corner has no say, without the type's lowest and highest value, which dead
/// and saturated pixels, frames and marks have: from <see cref="TailShare"/> to 1 - <see cref="TailShare"/> of what is left, widened on both sides by
/// <see cref="Margin"/> of that. So up to a twentieth of the area at either end, however far out, does not set the scale. Where nearly all values are one, the
/// window goes from the least to the greatest; a picture of one single value keeps its high byte.
/// </remarks>
/// <param name="Low">The value that becomes 0.</param>
/// <param name="High">The value that becomes 255.</param>
internal readonly record struct RobustWindow(int Low, int High)
{
    /// <summary>The share of values at either end that is left out.</summary>
    public const double TailShare = 0.05;

    /// <summary>By what share of its width the window is widened at either end.</summary>
    public const double Margin = 0.1;

    private const int Values = ushort.MaxValue + 1;

    /// <summary>The window of 16-bit values.</summary>
    /// <param name="values">Row by row.</param>
    /// <param name="width">Columns.</param>
    public static RobustWindow Of(ReadOnlySpan<ushort> values, int width)
    {
        int height = values.Length / width;
        (int left, int right) = Middle(width);
        (int top, int bottom) = Middle(height);
        int[] counts = new int[Values];
        for (int y = top; y < bottom; y++)
        {
            foreach (ushort value in values.Slice(y * width + left, right - left))
            {
                counts[value]++;
            }
        }

        return Of(counts);
    }

    /// <summary>Gray of a value.</summary>
    public byte Gray(int value)
    {
        int range = High - Low;
        return (byte)(range == 0 ? value >> 8 : Math.Clamp(((value - Low) * 255L + range / 2) / range, 0, 255));
    }

    /// <summary>Pushes every row as gray.</summary>
    public void Push(ReadOnlySpan<ushort> values, int width, Stretch stretch, CancellationToken cancellationToken)
    {
        byte[] shades = new byte[Values];
        for (int value = 0; value < Values; value++)
        {
            shades[value] = Gray(value);
        }

        byte[] row = new byte[width];
        for (int start = 0; start < values.Length; start += width)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int x = 0; x < width; x++)
            {
                row[x] = shades[values[start + x]];
            }

            stretch.Push(row);
        }
    }

    private static RobustWindow Of(int[] counts)
    {
        Span<int> measured = counts.AsSpan(1..^1);
        long total = 0;
        foreach (int count in measured)
        {
            total += count;
        }

        if (total == 0)
        {
            return counts[0] > 0 && counts[^1] > 0 ? new RobustWindow(0, Values - 1) : default;
        }

        long tail = (long)(total * TailShare);
        int low = 1 + Rank(measured, tail);
        int high = 1 + Rank(measured, total - 1 - tail);
        if (low == high)
        {
            return new RobustWindow(1 + Rank(measured, 0), 1 + Rank(measured, total - 1));
        }

        int margin = (int)Math.Round((high - low) * Margin);
        return new RobustWindow(low - margin, high + margin);
    }

    private static int Rank(ReadOnlySpan<int> counts, long rank)
    {
        int value = 0;
        for (long before = counts[0]; before <= rank; before += counts[++value])
        {
        }

        return value;
    }

    private static (int From, int To) Middle(int length)
    {
        int from = (int)(length * CentralArea.Low);
        return (from, Math.Max(from + 1, (int)Math.Ceiling(length * CentralArea.High)));
    }
}
