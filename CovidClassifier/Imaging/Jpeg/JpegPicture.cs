namespace CovidClassifier.Imaging.Jpeg;

/// <summary>A JPEG's picture.</summary>
internal sealed class JpegPicture(EncodedImage image, JpegHeader header) : StoredPicture
{
    public override string Format => "JPEG";

    public override int Width => header.Frame.Width;

    public override int Height => header.Frame.Height;

    public override int Orientation => header.Orientation;

    public override string Pixels => $"{header.Frame.Components.Count} x {header.Frame.Bits}";

    public override long WorkingBytes(int width, int height)
    {
        int step = JpegScale.StepFor(header.Frame, width, height);
        long gathered = header.HasScans ? JpegCoefficients.BytesOf(header.Frame) : 0;
        return gathered + JpegPlane.BytesOf(header.Frame, JpegScale.Full / step) + (long)width * height;
    }

    public override GrayImage Decode(int width, int height, CancellationToken cancellationToken)
    {
        if (header.Frame.Bits != 8 || header.Frame.Process == JpegProcess.Lossless)
        {
            throw image.Refuse($"it is a {(header.Frame.Process == JpegProcess.Lossless ? "lossless " : "")}JPEG of {header.Frame.Bits} bits per channel.");
        }

        // every block costs at least one bit; refusing here keeps a header without pixels from claiming memory
        if ((image.Bytes.Length - header.FirstScan) * 8L < (long)header.Frame.UnitsAcross(header.Frame.Components[0]) * header.Frame.UnitsDown(header.Frame.Components[0]))
        {
            throw image.EndsEarly();
        }

        int step = JpegScale.StepFor(header.Frame, width, height);
        var stretch = new Stretch(Width, Height, width, height, step);
        var rows = new JpegGray(header.Colour, JpegScale.Divided(Width, step), stretch);
        new JpegDecoder(image, header.Frame, step, rows, cancellationToken).Decode();
        return stretch.ToImage();
    }
}
