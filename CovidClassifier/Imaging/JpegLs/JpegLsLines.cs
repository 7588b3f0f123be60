namespace CovidClassifier.Imaging.JpegLs;

/// <summary>Reads the lines of a scan (ITU-T T.87, annexes A and B).</summary>
/// <param name="width">Columns.</param>
/// <param name="components">How many components the scan holds.</param>
/// <param name="contexts">Its statistics.</param>
internal sealed class JpegLsLines(int width, int components, JpegLsContexts contexts)
{
    private const int LastRun = 31;

    // how many bits a run's length takes, from one run to the next (table A.1)
    private static ReadOnlySpan<byte> RunBits =>
        [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly int[] _runs = new int[components];
    private readonly ushort[][] _above = Lines(width, components);
    private readonly ushort[][] _lines = Lines(width, components);

    /// <summary>The samples of a component in the line that was read last.</summary>
    public ReadOnlySpan<ushort> Of(int component) => _above[component].AsSpan(1, width);

    /// <summary>Reads the next line of every component, one after the other.</summary>
    /// <returns>Whether it is sound; a run that leaves the line is not.</returns>
    public bool Read(ref JpegLsBits bits)
    {
        for (int component = 0; component < components; component++)
        {
            ushort[] above = _above[component], line = _lines[component];
            Begin(above, line);
            for (int at = 1; at <= width;)
            {
                int left = line[at - 1], up = above[at], corner = above[at - 1];
                int context = contexts.Of(above[at + 1] - up, up - corner, corner - left);
                if (context != 0)
                {
                    line[at++] = contexts.Sample(ref bits, context, left, up, corner);
                    continue;
                }

                int length = RunLength(ref bits, ref _runs[component], width + 1 - at);
                if (length < 0)
                {
                    return false;
                }

                line.AsSpan(at, length).Fill((ushort)left);
                at += length;
                if (at <= width)
                {
                    ref int run = ref _runs[component];
                    line[at] = contexts.RunEnd(ref bits, left, above[at], contexts.AreAlike(left, above[at]), RunBits[run] + 1);
                    run = Math.Max(0, run - 1);
                    at++;
                }
            }
        }

        Swap();
        return true;
    }

    /// <summary>Reads the next line of all components, whose samples alternate.</summary>
    /// <returns>Whether it is sound; a run that leaves the line is not.</returns>
    public bool ReadAlternating(ref JpegLsBits bits)
    {
        for (int component = 0; component < components; component++)
        {
            Begin(_above[component], _lines[component]);
        }

        Span<int> all = stackalloc int[components];
        for (int at = 1; at <= width;)
        {
            bool isRun = true;
            for (int component = 0; component < components; component++)
            {
                ushort[] above = _above[component];
                all[component] = contexts.Of(above[at + 1] - above[at], above[at] - above[at - 1], above[at - 1] - _lines[component][at - 1]);
                isRun &= all[component] == 0;
            }

            int length = isRun ? RunLength(ref bits, ref _runs[0], width + 1 - at) : 0;
            if (length < 0)
            {
                return false;
            }

            for (int component = 0; component < components; component++)
            {
                ushort[] above = _above[component], line = _lines[component];
                ushort left = line[at - 1];
                line.AsSpan(at, length).Fill(left);
                int end = at + length;
                if (end <= width)
                {
                    line[end] = isRun ? contexts.RunEnd(ref bits, left, above[end], alike: false, RunBits[_runs[0]] + 1)
                        : contexts.Sample(ref bits, all[component], left, above[end], above[end - 1]);
                }
            }

            at += length;
            if (at <= width)
            {
                _runs[0] = isRun ? Math.Max(0, _runs[0] - 1) : _runs[0];
                at++;
            }
        }

        Swap();
        return true;
    }

    private static ushort[][] Lines(int width, int components) => [.. Enumerable.Range(0, components).Select(_ => new ushort[width + 2])];

    // the samples beyond a line's ends are those of the line above that are nearest
    private void Begin(ushort[] above, ushort[] line)
    {
        above[width + 1] = above[width];
        line[0] = above[1];
    }

    private void Swap()
    {
        for (int component = 0; component < components; component++)
        {
            (_above[component], _lines[component]) = (_lines[component], _above[component]);
        }
    }

    /// <summary>How many samples a run has; -1 where it leaves the line.</summary>
    private static int RunLength(ref JpegLsBits bits, ref int run, int most)
    {
        int length = 0;
        while (bits.Take(1) == 1)
        {
            int whole = 1 << RunBits[run];
            if (whole > most - length)
            {
                return most;
            }

            length += whole;
            run = Math.Min(LastRun, run + 1);
            if (length == most)
            {
                return most;
            }
        }

        length += bits.Take(RunBits[run]);
        return length < most ? length : -1;
    }
}
