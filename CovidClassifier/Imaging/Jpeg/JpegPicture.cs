namespace CovidClassifier.Imaging.Jpeg;

/// <summary>A JPEG's picture.</summary>
internal sealed class JpegPicture(EncodedImage image, JpegHeader header) : StoredPicture
{
    // colours need not be looked at closer than on this longest side
    private const int ColoursAt = 512;

    public override string Format => "JPEG";

    public override int Width => header.Frame.Width;

    public override int Height => header.Frame.Height;

    public override int Orientation => header.Orientation;

    public override string Pixels => $"{header.Frame.Components.Count} x {header.Frame.Bits}";

    /// <summary>Whether samples have 8 bits and come in blocks, which can be decoded at a smaller scale, row by row.</summary>
    private bool IsPlain => header.Frame.Bits == 8 && header.Frame.Process != JpegProcess.Lossless;

    public override long WorkingBytes(int width, int height)
    {
        int step = JpegScale.StepFor(header.Frame, width, height);
        return (long)width * height + (IsPlain
            ? (header.HasScans ? JpegCoefficients.BytesOf(header.Frame) : 0) + JpegPlane.BytesOf(header.Frame, JpegScale.Full / step)
            : JpegSamples.BytesOf(header) + (long)sizeof(ushort) * Width * Height);
    }

    public override GrayImage Decode(int width, int height, CancellationToken cancellationToken)
    {
        RequirePixels();
        return IsPlain ? DecodePlain(width, height, cancellationToken) : DecodeDeep(width, height, cancellationToken);
    }

    public override double ColourShare(CancellationToken cancellationToken)
    {
        if (header.Colour == JpegColour.Gray || !IsPlain)
        {
            return header.Colour == JpegColour.Gray ? 0 : double.NaN;
        }

        RequirePixels();
        double scale = Math.Min(1, (double)ColoursAt / Math.Max(Width, Height));
        int step = JpegScale.StepFor(header.Frame, (int)Math.Ceiling(Width * scale), (int)Math.Ceiling(Height * scale));
        var counted = new ColouredPixels();
        var rows = new JpegColours(header.Colour, JpegScale.Divided(Width, step), counted);
        new JpegDecoder(image, header.Frame, step, rows, cancellationToken).Decode();
        return counted.Share;
    }

    // every unit costs at least one bit; refusing here keeps a header without pixels from claiming memory
    private void RequirePixels()
    {
        JpegComponent first = header.Frame.Components[0];
        if ((image.Bytes.Length - header.FirstScan) * 8L < (long)header.Frame.UnitsAcross(first) * header.Frame.UnitsDown(first))
        {
            throw image.EndsEarly();
        }
    }

    private GrayImage DecodePlain(int width, int height, CancellationToken cancellationToken)
    {
        int step = JpegScale.StepFor(header.Frame, width, height);
        var stretch = new Stretch(Width, Height, width, height, step);
        var rows = new JpegGray(header.Colour, JpegScale.Divided(Width, step), stretch);
        new JpegDecoder(image, header.Frame, step, rows, cancellationToken).Decode();
        return stretch.ToImage();
    }

    private GrayImage DecodeDeep(int width, int height, CancellationToken cancellationToken)
    {
        JpegSamples samples = JpegSamples.Read(image, header, cancellationToken);
        return new JpegDeepGray(samples.Planes, header.Frame.Bits, header.Colour).Stretched(Width, width, height, cancellationToken);
    }
}
