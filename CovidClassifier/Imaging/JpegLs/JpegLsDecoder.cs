using System.Buffers.Binary;
using System.Globalization;

namespace CovidClassifier.Imaging.JpegLs;

/// <summary>Decodes JPEG-LS (ITU-T T.87), lossless and nearly so: each sample is predicted from its neighbours, and its difference coded.</summary>
internal sealed class JpegLsDecoder
{
    public const byte StartOfFrame = 0xF7, Parameters = 0xF8;

    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, RestartInterval = 0xDD;
    private const string Missing = "the JPEG-LS data are damaged or end early: a part of their pixels is missing.";
    private const string Broken = "the JPEG-LS data are damaged: a header is broken.";

    private readonly EncodedImage _image;
    private readonly CancellationToken _cancellation;
    private JpegLsPreset _preset;
    private JpegLsFrame? _frame;
    private ushort[]?[] _planes = [];

    private JpegLsDecoder(EncodedImage image, CancellationToken cancellationToken) => (_image, _cancellation) = (image, cancellationToken);

    private ReadOnlySpan<byte> Bytes => _image.Bytes.Span;

    /// <summary>Whether data that begin so are JPEG-LS.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, StartOfImage, 0xFF]);

    /// <summary>What the header states.</summary>
    /// <exception cref="ImageFormatException">It is damaged, ends early, or states what is not read.</exception>
    public static JpegLsFrame FrameOf(EncodedImage image)
    {
        var decoder = new JpegLsDecoder(image, default);
        decoder.ReadUntil(() => decoder._frame is not null, _ => { });
        return decoder._frame!;
    }

    /// <summary>Every sample, as it is stored.</summary>
    /// <param name="image">The data, from the marker that starts the image.</param>
    /// <param name="fits">Called with what the header states, before memory is taken; throws where it is not what was expected.</param>
    /// <param name="cancellationToken">Looked at every line.</param>
    /// <returns>One array per component, row by row.</returns>
    /// <exception cref="ImageFormatException">The data are damaged, end early, or use what is not read.</exception>
    public static ushort[][] Decode(EncodedImage image, Action<JpegLsFrame> fits, CancellationToken cancellationToken)
    {
        var decoder = new JpegLsDecoder(image, cancellationToken);
        decoder.ReadUntil(() => decoder._planes.Length > 0 && decoder._planes.All(p => p is not null), fits);
        return decoder._planes!;
    }

    private void ReadUntil(Func<bool> isDone, Action<JpegLsFrame> fits)
    {
        for (int position = 2; ;)
        {
            while (position < Bytes.Length && Bytes[position] == 0xFF)
            {
                position++;
            }

            if (position >= Bytes.Length || Bytes[position - 1] != 0xFF || Bytes[position] == EndOfImage)
            {
                throw _image.Refuse(Missing);
            }

            byte marker = Bytes[position++];
            int length = position + 2 <= Bytes.Length ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[position..]) : 0;
            if (length < 2 || position + length > Bytes.Length)
            {
                throw _image.Refuse(Missing);
            }

            ReadOnlySpan<byte> body = Bytes.Slice(position + 2, length - 2);
            position += length;
            switch (marker)
            {
                case StartOfFrame:
                    _frame = ReadFrame(body);
                    fits(_frame);
                    _planes = new ushort[]?[_frame.Components.Length];
                    break;
                case Parameters:
                    ReadParameters(body);
                    break;
                case RestartInterval when body.ContainsAnyExcept((byte)0):
                    throw _image.Refuse("it is JPEG-LS with restart markers, which is not read; 'dcmdjpls IN OUT' of DCMTK converts it.");
                case StartOfScan:
                    position = ReadScan(body, position);
                    break;
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    throw _image.Refuse("it is a JPEG and no JPEG-LS, as was stated.");
                default:
                    break;
            }

            if (isDone())
            {
                return;
            }
        }
    }

    private JpegLsFrame ReadFrame(ReadOnlySpan<byte> body)
    {
        if (_frame is not null || body.Length < 6 || body.Length < 6 + 3 * body[5] || body[5] == 0)
        {
            throw _image.Refuse(Broken);
        }

        int bits = body[0], height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
        _image.CheckSize(width, height);
        byte[] components = new byte[body[5]];
        for (int i = 0; i < components.Length; i++)
        {
            components[i] = body[6 + 3 * i];
            if (body[7 + 3 * i] != 0x11)
            {
                throw _image.Refuse("it is JPEG-LS whose channels differ in size, which is not read.");
            }
        }

        return components.Length is 1 or 3 && bits is >= 2 and <= 16 && components.Distinct().Count() == components.Length
            ? new JpegLsFrame(width, height, bits, components)
            : throw _image.Refuse(string.Create(
                CultureInfo.InvariantCulture, $"it is JPEG-LS of {components.Length} channels of {bits} bits; 1 and 3 channels of 2 to 16 bits are read."));
    }

    private void ReadParameters(ReadOnlySpan<byte> body)
    {
        if (body is not [1, ..])
        {
            throw _image.Refuse("it is JPEG-LS with a table of colours or more than 65535 pixels a side, which is not read.");
        }

        if (body.Length < 11)
        {
            throw _image.Refuse(Broken);
        }

        _preset = new JpegLsPreset(Value(body, 0), Value(body, 1), Value(body, 2), Value(body, 3), Value(body, 4));

        static int Value(ReadOnlySpan<byte> body, int number) => BinaryPrimitives.ReadUInt16BigEndian(body[(1 + 2 * number)..]);
    }

    private int ReadScan(ReadOnlySpan<byte> body, int position)
    {
        JpegLsFrame frame = _frame ?? throw _image.Refuse(Broken);
        JpegLsScan scan = ReadHead(frame, body);
        JpegLsPreset preset = _preset.Complete(frame.Bits, scan.Near) ?? throw _image.Refuse(Broken);
        var lines = new JpegLsLines(frame.Width, scan.Components.Length, new JpegLsContexts(preset, scan.Near, new JpegLsCode(preset, scan.Near)));
        var bits = new JpegLsBits(Bytes, position);
        foreach (int component in scan.Components)
        {
            _planes[component] = new ushort[frame.Width * frame.Height];
        }

        for (int y = 0; y < frame.Height; y++)
        {
            _cancellation.ThrowIfCancellationRequested();
            bool isSound = scan.Interleave == JpegLsInterleave.Samples ? lines.ReadAlternating(ref bits) : lines.Read(ref bits);
            if (!isSound || bits.IsOverdrawn)
            {
                throw _image.Refuse(Missing);
            }

            for (int i = 0; i < scan.Components.Length; i++)
            {
                lines.Of(i).CopyTo(_planes[scan.Components[i]].AsSpan(y * frame.Width));
            }
        }

        return bits.End();
    }

    private JpegLsScan ReadHead(JpegLsFrame frame, ReadOnlySpan<byte> body)
    {
        int count = body.Length > 0 ? body[0] : 0;
        if (count == 0 || count > frame.Components.Length || body.Length < 4 + 2 * count)
        {
            throw _image.Refuse(Broken);
        }

        int[] components = new int[count];
        for (int i = 0; i < count; i++)
        {
            components[i] = Array.IndexOf(frame.Components, body[1 + 2 * i]);
            if (components[i] < 0 || _planes[components[i]] is not null || components.AsSpan(0, i).Contains(components[i]))
            {
                throw _image.Refuse(Broken);
            }

            if (body[2 + 2 * i] != 0)
            {
                throw _image.Refuse("it is JPEG-LS with a table of colours, which is not read.");
            }
        }

        ReadOnlySpan<byte> rest = body[(1 + 2 * count)..];
        var interleave = (JpegLsInterleave)rest[1];
        return rest[2] == 0 && Enum.IsDefined(interleave) && (count == 1 || interleave != JpegLsInterleave.None)
            ? new JpegLsScan(components, rest[0], count == 1 ? JpegLsInterleave.None : interleave)
            : throw _image.Refuse(Broken);
    }
}
