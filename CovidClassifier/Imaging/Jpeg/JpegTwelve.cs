namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Decodes a JPEG of 12 bits per sample: rare, so it is gathered whole and its colour, where it has fewer samples, repeated.</summary>
internal static unsafe class JpegTwelve
{
    /// <returns>One array per component, all of the picture's size.</returns>
    /// <exception cref="ImageFormatException">The file is damaged, or pixels are missing.</exception>
    public static ushort[][] Decode(EncodedImage image, JpegFrame frame, CancellationToken cancellationToken)
    {
        var decoder = new JpegDecoder(image, frame, step: 1, rows: null, cancellationToken);
        using JpegCoefficients coefficients = decoder.GatherAll(out IReadOnlyList<JpegUnits> all);
        return [.. all.Select(units => Stretched(frame, units.Component, Samples(frame, units, coefficients, cancellationToken)))];
    }

    private static ushort[] Samples(JpegFrame frame, JpegUnits units, JpegCoefficients coefficients, CancellationToken cancellationToken)
    {
        int across = frame.UnitsAcross(units.Component), down = frame.UnitsDown(units.Component), stride = across * JpegScale.Full;
        ushort[] samples = new ushort[stride * down * JpegScale.Full];
        fixed (ushort* start = samples)
        {
            for (int y = 0; y < down; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                short* block = coefficients.Row(units.Index, y);
                for (int x = 0; x < across; x++, block += JpegZigzag.Count)
                {
                    JpegInverse.WriteTwelve(block, units.Steps, start + y * JpegScale.Full * stride + x * JpegScale.Full, stride);
                }
            }
        }

        return samples;
    }

    private static ushort[] Stretched(JpegFrame frame, JpegComponent component, ushort[] samples)
    {
        int stride = frame.UnitsAcross(component) * JpegScale.Full;
        ushort[] picture = new ushort[frame.Width * frame.Height];
        for (int y = 0; y < frame.Height; y++)
        {
            ReadOnlySpan<ushort> row = samples.AsSpan(y * component.Down / frame.Down * stride, stride);
            for (int x = 0; x < frame.Width; x++)
            {
                picture[y * frame.Width + x] = row[x * component.Across / frame.Across];
            }
        }

        return picture;
    }
}
