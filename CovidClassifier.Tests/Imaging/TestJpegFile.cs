namespace CovidClassifier.Tests.Imaging;

/// <summary>
/// A JPEG encoder for tests, written from the standard and apart from the library's reader: any number of components and sampling factors, 8 and 12 bits,
/// sequential in one scan or several, progressive, lossless, restart markers. Every Huffman code has eight bits.
/// </summary>
internal sealed class TestJpegFile(int width, int height, params TestJpegFile.Plane[] planes)
{
    private const int Side = 8;

    private static readonly int[] Zigzag = [.. Enumerable.Range(0, 64).OrderBy(i => i / 8 + i % 8).ThenBy(i => (i / 8 + i % 8) % 2 == 0 ? -(i / 8) : i / 8)];

    /// <summary>A component: sampling factors, and the value of each of its own samples.</summary>
    internal sealed record Plane(int Across, int Down, Func<int, int, int> Sample);

    /// <summary>
    /// A scan: positions of its components, band, bits that earlier scans and this one leave open (of a lossless one predictor in From, point transform in
    /// Low).
    /// </summary>
    internal sealed record Scan(int[] Components, int From = 0, int To = 63, int High = 0, int Low = 0);

    public byte Marker { get; init; } = 0xC0;

    public int Bits { get; init; } = 8;

    /// <summary>Quantisation step of every coefficient.</summary>
    public int Step { get; init; } = 3;

    public int RestartInterval { get; init; }

    /// <summary>How many empty blocks of a progressive band are told together at most.</summary>
    public int LongestRun { get; init; } = 1;

    /// <summary>Segments before the frame.</summary>
    public IReadOnlyList<(byte Marker, byte[] Body)> Segments { get; init; } = [];

    /// <summary>Default: all components in one sequential scan.</summary>
    public IReadOnlyList<Scan>? Scans { get; init; }

    public bool HasEnd { get; init; } = true;

    public static IReadOnlyList<Scan> Progression(int components) =>
    [
        new Scan([.. Enumerable.Range(0, components)], 0, 0, 0, 1),
        .. Enumerable.Range(0, components).SelectMany(c => new[] { new Scan([c], 1, 5, 0, 2), new Scan([c], 6, 63, 0, 2), new Scan([c], 1, 63, 2, 1) }),
        new Scan([.. Enumerable.Range(0, components)], 0, 0, 1, 0),
        .. Enumerable.Range(0, components).Select(c => new Scan([c], 1, 63, 1, 0)),
    ];

    private int Across => planes.Max(p => p.Across);

    private int Down => planes.Max(p => p.Down);

    private bool IsLossless => Marker == 0xC3;

    private int Unit => IsLossless ? 1 : Side;

    public byte[] Encode()
    {
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        foreach ((byte marker, byte[] body) in Segments)
        {
            Segment(file, marker, body);
        }

        if (!IsLossless)
        {
            Segment(file, 0xDB, [0x10, .. Enumerable.Repeat(new[] { (byte)(Step >> 8), (byte)Step }, 64).SelectMany(b => b)]);
        }

        Segment(file, Marker, [(byte)Bits, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)planes.Length,
            .. planes.SelectMany((p, i) => new byte[] { (byte)(i + 1), (byte)(p.Across << 4 | p.Down), 0 })]);
        Segment(file, 0xC4, [0x00, .. Table(IsLossless ? 17 : 16), 0x10, .. Table(255)]);
        if (RestartInterval > 0)
        {
            Segment(file, 0xDD, [(byte)(RestartInterval >> 8), (byte)RestartInterval]);
        }

        int[][][] units = [.. planes.Select(Units)];
        foreach (Scan scan in Scans ?? [new Scan([.. Enumerable.Range(0, planes.Length)], IsLossless ? 1 : 0)])
        {
            Segment(file, 0xDA, [(byte)scan.Components.Length, .. scan.Components.SelectMany(c => new byte[] { (byte)(c + 1), 0 }), (byte)scan.From,
                (byte)(IsLossless ? 0 : scan.To), (byte)(scan.High << 4 | scan.Low)]);
            new ScanWriter(this, scan, units, file).Write();
        }

        if (HasEnd)
        {
            file.Write([0xFF, 0xD9]);
        }

        return file.ToArray();
    }

    /// <summary>Samples of a component as a decoder of unlimited precision gives them, before they are rounded.</summary>
    public double[] Decoded(int component)
    {
        (int unitsAcross, _) = Size(planes[component]);
        int[][] units = Units(planes[component]);
        (int columns, int rows) = OwnSize(planes[component]);
        double[] samples = new double[columns * rows];
        for (int i = 0; i < samples.Length; i++)
        {
            (int x, int y) = (i % columns, i / columns);
            int[] unit = units[y / Side * unitsAcross + x / Side];
            double sum = 0;
            for (int k = 0; k < 64; k++)
            {
                sum += unit[k] * Step * Basis(Zigzag[k] % 8, x % 8) * Basis(Zigzag[k] / 8, y % 8);
            }

            samples[i] = Math.Clamp(sum + (1 << (Bits - 1)), 0, (1 << Bits) - 1);
        }

        return samples;
    }

    private static double Basis(int frequency, int at) => (frequency == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos((2 * at + 1) * frequency * Math.PI / 16);

    private static void Segment(Stream file, byte marker, byte[] body) =>
        file.Write([0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body]);

    private static byte[] Table(int symbols) =>
        [0, 0, 0, 0, 0, 0, 0, (byte)symbols, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, symbols).Select(i => (byte)i)];

    private static int Divided(int length, int by) => (length + by - 1) / by;

    private (int Columns, int Rows) OwnSize(Plane plane) => (Divided(width * plane.Across, Across), Divided(height * plane.Down, Down));

    private (int Across, int Down) Size(Plane plane) => (Divided(width, Unit * Across) * plane.Across, Divided(height, Unit * Down) * plane.Down);

    private int[][] Units(Plane plane)
    {
        (int across, int down) = Size(plane);
        (int columns, int rows) = OwnSize(plane);
        int Sample(int x, int y) => plane.Sample(Math.Min(x, columns - 1), Math.Min(y, rows - 1));
        return [.. Enumerable.Range(0, across * down).Select(i => IsLossless ? [Sample(i % across, i / across)]
            : Coefficients(i % across * Side, i / across * Side, Sample))];
    }

    private int[] Coefficients(int left, int top, Func<int, int, int> sample)
    {
        int[] coefficients = new int[64];
        for (int k = 0; k < 64; k++)
        {
            double sum = 0;
            for (int i = 0; i < 64; i++)
            {
                sum += (sample(left + i % 8, top + i / 8) - (1 << (Bits - 1))) * Basis(Zigzag[k] % 8, i % 8) * Basis(Zigzag[k] / 8, i / 8);
            }

            coefficients[k] = (int)Math.Round(sum / Step);
        }

        return coefficients;
    }

    private sealed class ScanWriter(TestJpegFile file, Scan scan, int[][][] units, Stream output)
    {
        private readonly int[] _previous = new int[4];
        private readonly List<int> _corrections = [];
        private int _emptyBlocks;
        private uint _bits;
        private int _count;
        private int _restarts;

        public void Write()
        {
            bool isAlone = scan.Components.Length == 1;
            Plane first = file.PlaneAt(scan.Components[0]);
            (int across, int down) = isAlone
                ? (Divided(file.OwnSize(first).Columns, file.Unit), Divided(file.OwnSize(first).Rows, file.Unit))
                : (Divided(file.Columns, file.Unit * file.Across), Divided(file.Rows, file.Unit * file.Down));
            for (int group = 0; group < across * down; group++)
            {
                if (file.RestartInterval > 0 && group > 0 && group % file.RestartInterval == 0)
                {
                    Flush();
                    output.Write([0xFF, (byte)(0xD0 + _restarts++ % 8)]);
                    Array.Clear(_previous);
                }

                foreach (int component in scan.Components)
                {
                    Plane plane = file.PlaneAt(component);
                    (int h, int v) = isAlone ? (1, 1) : (plane.Across, plane.Down);
                    for (int i = 0; i < h * v; i++)
                    {
                        WriteUnit(component, group % across * h + i % h, group / across * v + i / h, group);
                    }
                }
            }

            Flush();
        }

        private void WriteUnit(int component, int x, int y, int group)
        {
            int across = file.Size(file.PlaneAt(component)).Across;
            int[] unit = units[component][y * across + x];
            if (file.IsLossless)
            {
                bool isFirst = group == 0 || (file.RestartInterval > 0 && group % file.RestartInterval == 0);
                WriteValue(0, Wrapped((unit[0] >> scan.Low) - Predicted(units[component], across, x, y, isFirst)));
            }
            else if (file.Marker != 0xC2)
            {
                WriteValue(0, unit[0] - _previous[component]);
                _previous[component] = unit[0];
                WriteBand(unit, 1, 63, 0);
            }
            else if (scan.From == 0)
            {
                int value = unit[0] >> scan.Low;
                if (scan.High > 0)
                {
                    Put(value & 1, 1);
                    return;
                }

                WriteValue(0, value - _previous[component]);
                _previous[component] = value;
            }
            else if (scan.High == 0)
            {
                WriteBand(unit, scan.From, scan.To, scan.Low);
            }
            else
            {
                RefineBand(unit);
            }
        }

        private int Predicted(int[][] samples, int across, int x, int y, bool isFirst)
        {
            int At(int column, int row) => samples[row * across + column][0] >> scan.Low;
            if (isFirst)
            {
                return 1 << (file.Bits - scan.Low - 1);
            }

            bool isFirstLine = y == 0 || (file.RestartInterval > 0 && y * across % file.RestartInterval == 0);
            if (isFirstLine || x == 0)
            {
                return isFirstLine ? At(x - 1, y) : At(x, y - 1);
            }

            (int a, int b, int c) = (At(x - 1, y), At(x, y - 1), At(x - 1, y - 1));
            return scan.From switch { 1 => a, 2 => b, 3 => c, 4 => a + b - c, 5 => a + ((b - c) >> 1), 6 => b + ((a - c) >> 1), _ => (a + b) / 2 };
        }

        private static int Wrapped(int difference) => (short)difference == -32768 ? 32768 : (short)difference;

        private void WriteBand(int[] unit, int from, int to, int low)
        {
            int run = 0;
            for (int k = from; k <= to; k++)
            {
                int value = Shifted(unit[k], low);
                if (value == 0)
                {
                    run++;
                    continue;
                }

                EndEmptyBlocks();
                for (; run > 15; run -= 16)
                {
                    Put(0xF0, 8);
                }

                WriteValue(run << 4, value);
                run = 0;
            }

            if (run > 0)
            {
                AddEmptyBlock();
            }
        }

        private void RefineBand(int[] unit)
        {
            int last = Enumerable.Range(scan.From, scan.To - scan.From + 1).LastOrDefault(k => Math.Abs(Shifted(unit[k], scan.Low)) == 1);
            int run = 0;
            List<int> corrections = [];
            for (int k = scan.From; k <= scan.To; k++)
            {
                int value = Shifted(unit[k], scan.Low);
                if (value == 0)
                {
                    run++;
                    continue;
                }

                for (; run > 15 && k <= last; run -= 16)
                {
                    EndEmptyBlocks();
                    Put(0xF0, 8);
                    corrections.ForEach(b => Put(b, 1));
                    corrections.Clear();
                }

                if (Math.Abs(value) > 1)
                {
                    corrections.Add(Math.Abs(value) & 1);
                    continue;
                }

                EndEmptyBlocks();
                Put(run << 4 | 1, 8);
                Put(value > 0 ? 1 : 0, 1);
                corrections.ForEach(b => Put(b, 1));
                corrections.Clear();
                run = 0;
            }

            if (run > 0 || corrections.Count > 0)
            {
                _corrections.AddRange(corrections);
                AddEmptyBlock();
            }
        }

        private void AddEmptyBlock()
        {
            _emptyBlocks++;
            if (file.Marker != 0xC2)
            {
                Put(0, 8);
                _emptyBlocks = 0;
            }
            else if (_emptyBlocks == file.LongestRun)
            {
                EndEmptyBlocks();
            }
        }

        private void EndEmptyBlocks()
        {
            if (_emptyBlocks == 0)
            {
                return;
            }

            int size = (int)Math.Log2(_emptyBlocks);
            Put(size << 4, 8);
            Put(_emptyBlocks - (1 << size), size);
            _corrections.ForEach(b => Put(b, 1));
            _corrections.Clear();
            _emptyBlocks = 0;
        }

        private void WriteValue(int run, int value)
        {
            int size = value == 0 ? 0 : (int)Math.Log2(Math.Abs(value)) + 1;
            Put(run | size, 8);
            if (size < 16)
            {
                Put(value < 0 ? value + (1 << size) - 1 : value, size);
            }
        }

        private static int Shifted(int value, int low) => value < 0 ? -(-value >> low) : value >> low;

        private void Put(int value, int count)
        {
            for (int i = count - 1; i >= 0; i--)
            {
                _bits = _bits << 1 | (uint)(value >> i & 1);
                if (++_count == 8)
                {
                    output.WriteByte((byte)_bits);
                    if ((byte)_bits == 0xFF)
                    {
                        output.WriteByte(0);
                    }

                    _count = 0;
                }
            }
        }

        private void Flush()
        {
            EndEmptyBlocks();
            while (_count != 0)
            {
                Put(1, 1);
            }
        }
    }

    private int Columns => width;

    private int Rows => height;

    private Plane PlaneAt(int component) => planes[component];
}
