using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>The tables that stand at a place of the file: quantisation, Huffman, restart interval. Segments between scans change them.</summary>
internal sealed class JpegTableSet(EncodedImage image)
{
    private const int Slots = 4, HuffmanHead = 17;

    private readonly ushort[]?[] _quantisation = new ushort[]?[Slots];
    private readonly JpegHuffman?[] _dc = new JpegHuffman?[Slots];
    private readonly JpegHuffman?[] _ac = new JpegHuffman?[Slots];

    /// <summary>Groups of units between two restart markers; 0: there are none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Steps of a block's coefficients, row by row.</summary>
    /// <exception cref="ImageFormatException">The file has not defined it.</exception>
    public ushort[] Quantisation(int slot) => _quantisation[slot] ?? throw Missing("quantisation");

    /// <summary>The table of DC differences, or of a lossless file's differences.</summary>
    /// <exception cref="ImageFormatException">The file has not defined it.</exception>
    public JpegHuffman Dc(int slot) => _dc[slot] ?? throw Missing("Huffman");

    /// <summary>The table of AC runs and sizes.</summary>
    /// <exception cref="ImageFormatException">The file has not defined it.</exception>
    public JpegHuffman Ac(int slot) => _ac[slot] ?? throw Missing("Huffman");

    /// <summary>Takes a segment that holds tables; others are passed over.</summary>
    /// <exception cref="ImageFormatException">The tables are damaged.</exception>
    public void Take(JpegSegment segment)
    {
        ReadOnlySpan<byte> body = image.Bytes.Span[segment.Start..segment.End];
        switch (segment.Marker)
        {
            case JpegSegment.QuantisationTables:
                TakeQuantisation(body);
                break;
            case JpegSegment.HuffmanTables:
                TakeHuffman(body);
                break;
            case JpegSegment.RestartInterval:
                RestartInterval = body.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(body) : throw Damaged();
                break;
        }
    }

    private void TakeQuantisation(ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty)
        {
            int bytes = (body[0] >> 4) + 1, slot = body[0] & 15;
            if (bytes > 2 || slot >= Slots || body.Length < 1 + bytes * JpegZigzag.Count)
            {
                throw Damaged();
            }

            ushort[] steps = new ushort[JpegZigzag.Count];
            for (int i = 0; i < steps.Length; i++)
            {
                steps[JpegZigzag.Places[i]] = bytes == 1 ? body[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + 2 * i)..]);
            }

            _quantisation[slot] = Array.IndexOf(steps, (ushort)0) < 0 ? steps : throw Damaged();
            body = body[(1 + bytes * JpegZigzag.Count)..];
        }
    }

    private void TakeHuffman(ReadOnlySpan<byte> body)
    {
        while (!body.IsEmpty)
        {
            int slot = body[0] & 15, kind = body[0] >> 4;
            if (body.Length < HuffmanHead || slot >= Slots || kind > 1)
            {
                throw Damaged();
            }

            ReadOnlySpan<byte> counts = body[1..HuffmanHead];
            int symbols = 0;
            foreach (byte count in counts)
            {
                symbols += count;
            }

            if (symbols > 256 || body.Length < HuffmanHead + symbols)
            {
                throw Damaged();
            }

            (kind == 0 ? _dc : _ac)[slot] = JpegHuffman.Of(counts, body.Slice(HuffmanHead, symbols)) ?? throw Damaged();
            body = body[(HuffmanHead + symbols)..];
        }
    }

    private ImageFormatException Missing(string kind) => image.Refuse($"the JPEG file is damaged: a {kind} table is missing.");

    private ImageFormatException Damaged() => image.Refuse("the JPEG file is damaged: its tables are broken.");
}
