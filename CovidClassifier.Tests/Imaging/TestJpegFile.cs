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

    internal int Across => planes.Max(p => p.Across);

    internal int Down => planes.Max(p => p.Down);

    internal bool IsLossless => Marker == 0xC3;

    internal int Unit => IsLossless ? 1 : Side;

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
            new TestJpegScan(this, scan, units, file).Write();
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

    internal static int Divided(int length, int by) => (length + by - 1) / by;

    internal (int Columns, int Rows) OwnSize(Plane plane) => (Divided(width * plane.Across, Across), Divided(height * plane.Down, Down));

    internal (int Across, int Down) Size(Plane plane) => (Divided(width, Unit * Across) * plane.Across, Divided(height, Unit * Down) * plane.Down);

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

    internal int Columns => width;

    internal int Rows => height;

    internal Plane PlaneAt(int component) => planes[component];
}
