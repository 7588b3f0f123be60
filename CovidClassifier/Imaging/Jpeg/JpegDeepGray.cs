namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Gray of a JPEG's samples of any number of bits, spread over 16.</summary>
internal sealed class JpegDeepGray(JpegSamples samples, JpegColour colour)
{
    private const uint White = ushort.MaxValue;

    private readonly uint _most = (1u << samples.Frame.Bits) - 1;

    /// <summary>Gray of every pixel, row by row.</summary>
    public ushort[] Values()
    {
        ushort[] values = new ushort[samples.Planes[0].Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Value(i);
        }

        return values;
    }

    /// <summary>Gray of a pixel.</summary>
    public ushort Value(int at) => colour switch
    {
        JpegColour.Gray => (ushort)Spread(0, at),
        JpegColour.Rgb => Luma.Of16(Spread(0, at), Spread(1, at), Spread(2, at), White),
        // luma is the gray of a colour, but for what no screen can show
        JpegColour.YCbCr => (ushort)Spread(0, at),
        JpegColour.Ycck => (ushort)((White - Spread(0, at)) * (ulong)Spread(3, at) / White),
        _ => (ushort)(Luma.Of16(Spread(0, at), Spread(1, at), Spread(2, at), White) * (ulong)Spread(3, at) / White),
    };

    private uint Spread(int plane, int at) => (uint)(((ulong)samples.Planes[plane][at] * White + _most / 2) / _most);
}
