namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>
/// From decoded coefficients to samples (ITU-T T.800, annexes E to G). A component's values stand in one array: the low frequencies of each resolution in its
/// upper left corner, HL to the right, LH below, HH in the opposite corner; the inverse wavelet puts them together, resolution by resolution.
/// </summary>
/// <typeparam name="T">A value.</typeparam>
internal abstract class Reconstruction<T>
    where T : struct
{
    // columns are taken so many at once, so that a line of the cache is used whole
    private const int Lanes = 16;

    /// <summary>A coefficient.</summary>
    /// <param name="doubled">Twice its rounded value.</param>
    /// <param name="step">The step that it was rounded by.</param>
    public abstract T Coefficient(int doubled, float step);

    /// <summary>A sample, not yet shifted or bounded.</summary>
    public abstract int Sample(T value);

    /// <summary>Turns luma and two chromas into red, green and blue, in place (annex G).</summary>
    public abstract void Unmix(T[] first, T[] second, T[] third);

    /// <summary>The inverse wavelet, in place.</summary>
    /// <param name="values">The component's values, row by row.</param>
    /// <param name="component">The component.</param>
    /// <param name="cancellationToken">Looked at between resolutions and blocks of lines.</param>
    public void Synthesise(T[] values, TileComponent component, CancellationToken cancellationToken)
    {
        int stride = component.Area.Width;
        T[] line = new T[Math.Max(stride, component.Area.Height * Lanes)];
        for (int number = 1; number < component.Resolutions.Length; number++)
        {
            Area smaller = component.Resolutions[number - 1].Area, area = component.Resolutions[number].Area;
            for (int y = 0; y < area.Height; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Span<T> row = values.AsSpan(y * stride, area.Width);
                for (int x = 0; x < row.Length; x++)
                {
                    line[Place(x, smaller.Width, area.Left)] = row[x];
                }

                Synthesise(line, area.Left, area.Width, 1);
                line.AsSpan(0, area.Width).CopyTo(row);
            }

            for (int x = 0; x < area.Width; x += Lanes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int lanes = Math.Min(Lanes, area.Width - x);
                for (int y = 0; y < area.Height; y++)
                {
                    int place = Place(y, smaller.Height, area.Top);
                    values.AsSpan(y * stride + x, lanes).CopyTo(line.AsSpan(place * lanes));
                }

                Synthesise(line, area.Top, area.Height, lanes);
                for (int y = 0; y < area.Height; y++)
                {
                    line.AsSpan(y * lanes, lanes).CopyTo(values.AsSpan(y * stride + x));
                }
            }
        }
    }

    /// <summary>Lifts an interleaved line of at least two places.</summary>
    /// <param name="line">So many values at each place.</param>
    /// <param name="start">The first place that holds low frequencies, 0 or 1.</param>
    /// <param name="count">How many places there are.</param>
    /// <param name="lanes">How many values each place has.</param>
    protected abstract void Lift(T[] line, int start, int count, int lanes);

    /// <summary>Half a value.</summary>
    protected abstract T Half(T value);

    /// <summary>The neighbour on each side of a place; at an end the one on the other side stands for it.</summary>
    protected static (int Before, int After) Neighbours(int place, int count) =>
        (place > 0 ? place - 1 : place + 1, place < count - 1 ? place + 1 : place - 1);

    /// <summary>Where the low and high frequencies, which stand one behind the other, belong among the places.</summary>
    private static int Place(int number, int low, int start) =>
        number < low ? 2 * number + (start & 1) : 2 * (number - low) + 1 - (start & 1);

    private void Synthesise(T[] line, int start, int count, int lanes)
    {
        if (count > 1)
        {
            Lift(line, start & 1, count, lanes);
        }
        else if ((start & 1) == 1)
        {
            for (int i = 0; i < count * lanes; i++)
            {
                line[i] = Half(line[i]);
            }
        }
    }
}
