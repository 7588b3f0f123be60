namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Gray of samples of any number of bits, spread over 16.</summary>
/// <param name="planes">One array per component, row by row.</param>
/// <param name="bits">Bits of a sample.</param>
/// <param name="colour">What the components are.</param>
internal sealed class JpegDeepGray(IReadOnlyList<ushort[]> planes, int bits, JpegColour colour)
{
    private const uint White = ushort.MaxValue;

    private readonly uint _most = (1u << bits) - 1;

    /// <summary>The picture at a size; of more than 8 bits through <see cref="RobustWindow"/>.</summary>
    /// <param name="columns">Columns of the planes.</param>
    /// <param name="width">Target width.</param>
    /// <param name="height">Target height.</param>
    /// <param name="cancellationToken">Looked at between rows.</param>
    public GrayImage Stretched(int columns, int width, int height, CancellationToken cancellationToken)
    {
        int rows = planes[0].Length / columns;
        var stretch = new Stretch(columns, rows, width, height);
        if (bits > 8)
        {
            ushort[] values = Values();
            RobustWindow.Of(values, columns).Push(values, columns, stretch, cancellationToken);
            return stretch.ToImage();
        }

        byte[] row = new byte[columns];
        for (int y = 0; y < rows; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = (byte)(Value(y * columns + x) >> 8);
            }

            stretch.Push(row);
        }

        return stretch.ToImage();
    }

    private ushort[] Values()
    {
        ushort[] values = new ushort[planes[0].Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value(i);
        }

        return values;
    }

    private ushort Value(int at) => colour switch
    {
        JpegColour.Gray => (ushort)Spread(0, at),
        JpegColour.Rgb => Luma.Of16(Spread(0, at), Spread(1, at), Spread(2, at), White),
        // luma is the gray of a colour, but for what no screen can show
        JpegColour.YCbCr => (ushort)Spread(0, at),
        JpegColour.Ycck => (ushort)((White - Spread(0, at)) * (ulong)Spread(3, at) / White),
        _ => (ushort)(Luma.Of16(Spread(0, at), Spread(1, at), Spread(2, at), White) * (ulong)Spread(3, at) / White),
    };

    private uint Spread(int plane, int at) => (uint)(((ulong)planes[plane][at] * White + _most / 2) / _most);
}
