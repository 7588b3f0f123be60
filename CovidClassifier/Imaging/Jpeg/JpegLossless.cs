using System.Buffers;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Decodes a lossless JPEG (ITU-T T.81, annex H): each sample is predicted from those before it, and its difference coded.</summary>
internal sealed unsafe class JpegLossless(EncodedImage image, JpegFrame frame, CancellationToken cancellationToken)
{
    private const int LargestSize = 16;
    private const string Missing = "the JPEG file is damaged or ends early: a part of its pixels is missing.";

    private readonly JpegTableSet _tables = new(image);
    private readonly ushort[]?[] _planes = new ushort[]?[frame.Components.Count];

    /// <returns>One array per component, all of the picture's size.</returns>
    /// <exception cref="ImageFormatException">The file is damaged, pixels are missing, or its components differ in size.</exception>
    public ushort[][] Decode()
    {
        if (frame.Components.Any(c => c.Across != frame.Across || c.Down != frame.Down))
        {
            throw image.Refuse("it is a lossless JPEG whose channels differ in size.");
        }

        using MemoryHandle pin = image.Bytes.Pin();
        for (int position = 2; ;)
        {
            JpegSegment segment = JpegSegment.At(image, position) ?? throw image.Refuse(Missing);
            if (segment.Marker == JpegSegment.EndOfImage)
            {
                throw image.Refuse(Missing);
            }

            position = segment.End;
            if (segment.Marker != JpegSegment.StartOfScan)
            {
                _tables.Take(segment);
                continue;
            }

            JpegScan scan = JpegScan.Read(image, frame, image.Bytes.Span[segment.Start..segment.End]);
            var bits = new JpegBits((byte*)pin.Pointer, image.Bytes.Length, position);
            ReadScan(scan, ref bits);
            position = bits.End(out int marker) is { } fault ? throw image.Refuse(fault) : marker;
            if (_planes.All(p => p is not null))
            {
                return _planes!;
            }
        }
    }

    private void ReadScan(JpegScan scan, ref JpegBits bits)
    {
        if (_tables.RestartInterval % frame.Width != 0)
        {
            throw image.Refuse("the JPEG file is damaged: its restart markers stand inside rows.");
        }

        JpegHuffman[] tables = [.. scan.DcTables.Select(_tables.Dc)];
        ushort[][] planes = [.. scan.Components.Select(c => _planes[c] ??= new ushort[frame.Width * frame.Height])];
        int rowsPerRestart = _tables.RestartInterval / frame.Width;
        var restarts = new JpegRestarts(image, rowsPerRestart);
        bool isFirst = true;
        for (int y = 0; y < frame.Height; y++, isFirst = false)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isFirst |= restarts.Passes(ref bits);
            for (int x = 0; x < frame.Width; x++)
            {
                for (int i = 0; i < planes.Length; i++)
                {
                    ReadSample(scan, ref bits, tables[i], planes[i], y * frame.Width + x, x == 0, isFirst);
                }
            }

            if (bits.IsOverdrawn)
            {
                throw image.Refuse(Missing);
            }
        }

        if (scan.Low > 0)
        {
            foreach (ushort[] plane in planes)
            {
                for (int i = 0; i < plane.Length; i++)
                {
                    plane[i] <<= scan.Low;
                }
            }
        }
    }

    private void ReadSample(JpegScan scan, ref JpegBits bits, JpegHuffman table, ushort[] samples, int at, bool isRowStart, bool isFirstRow)
    {
        bits.Fill();
        int size = bits.Symbol(table);
        if (size is < 0 or > LargestSize)
        {
            throw image.Refuse(Missing);
        }

        int difference = size switch
        {
            0 => 0,
            LargestSize => 1 << (LargestSize - 1),
            _ => JpegBits.Extended((int)bits.Take(size), size),
        };
        int predicted = isFirstRow && isRowStart ? 1 << (frame.Bits - scan.Low - 1)
            : isFirstRow ? samples[at - 1]
            : isRowStart ? samples[at - frame.Width]
            : Predicted(scan.From, samples[at - 1], samples[at - frame.Width], samples[at - frame.Width - 1]);
        ushort sample = (ushort)(predicted + difference);
        samples[at] = sample >> (frame.Bits - scan.Low) == 0 ? sample : throw image.Refuse(Missing);
    }

    /// <summary>The seven predictors (ITU-T T.81, table H.1).</summary>
    private static int Predicted(int predictor, int left, int above, int corner) => predictor switch
    {
        1 => left,
        2 => above,
        3 => corner,
        4 => left + above - corner,
        5 => left + ((above - corner) >> 1),
        6 => above + ((left - corner) >> 1),
        _ => (left + above) >> 1,
    };
}
