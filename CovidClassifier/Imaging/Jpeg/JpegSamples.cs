namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Every sample of a JPEG at full size, as it is stored: no colour is converted, no window applied.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Planes">One array per component, row by row, all of the picture's size.</param>
internal sealed record JpegSamples(JpegFrame Frame, IReadOnlyList<ushort[]> Planes)
{
    /// <exception cref="ImageFormatException">The file is damaged, or pixels are missing.</exception>
    public static JpegSamples Read(EncodedImage image, JpegHeader header, CancellationToken cancellationToken)
    {
        JpegFrame frame = header.Frame;
        if (frame.Process == JpegProcess.Lossless)
        {
            return new JpegSamples(frame, new JpegLossless(image, frame, cancellationToken).Decode());
        }

        if (frame.Bits != 8)
        {
            return new JpegSamples(frame, JpegTwelve.Decode(image, frame, cancellationToken));
        }

        var rows = new Collector(frame);
        new JpegDecoder(image, frame, step: 1, rows, cancellationToken).Decode();
        return new JpegSamples(frame, rows.Planes);
    }

    /// <summary>Memory that reading a frame takes.</summary>
    public static long BytesOf(JpegHeader header)
    {
        JpegFrame frame = header.Frame;
        long coefficients = header.HasScans || (frame.Bits != 8 && frame.Process != JpegProcess.Lossless) ? JpegCoefficients.BytesOf(frame) : 0;
        return coefficients + (long)frame.Components.Count * sizeof(ushort) * frame.Width * frame.Height + JpegPlane.BytesOf(frame, JpegScale.Full);
    }

    private sealed class Collector(JpegFrame frame) : IJpegRows
    {
        public ushort[][] Planes { get; } = [.. frame.Components.Select(_ => new ushort[frame.Width * frame.Height])];

        public void Take(IReadOnlyList<JpegPlane> planes, int y)
        {
            for (int i = 0; i < Planes.Length; i++)
            {
                ReadOnlySpan<byte> row = planes[i].Row(y);
                Span<ushort> target = Planes[i].AsSpan(y * frame.Width, frame.Width);
                for (int x = 0; x < target.Length; x++)
                {
                    target[x] = row[x];
                }
            }
        }
    }
}
