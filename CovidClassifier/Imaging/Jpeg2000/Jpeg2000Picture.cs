using CovidClassifier.Imaging.Jpeg;

namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>A JPEG 2000 file's picture; of more than 8 bits through <see cref="RobustWindow"/>.</summary>
internal sealed class Jpeg2000Picture(EncodedImage image, Jpeg2000Header header) : StoredPicture
{
    public override string Format => "JPEG 2000";

    public override int Width => header.Size.Picture.Width;

    public override int Height => header.Size.Picture.Height;

    public override string Pixels => $"{header.Size.Components.Length} x {Bits}";

    private int Bits => header.Size.Components.Max(c => c.Bits);

    public override long WorkingBytes(int width, int height) =>
        Jpeg2000Decoder.BytesOf(header) + (long)sizeof(ushort) * Width * Height + (long)width * height;

    public override GrayImage Decode(int width, int height, CancellationToken cancellationToken)
    {
        if (header.Size.Components.Any(c => c.IsSigned || c.Bits != Bits))
        {
            throw image.Refuse("it is JPEG 2000 of signed values, or of channels of different bits, which is not read.");
        }

        JpegColour colour = header.Size.Components.Length == 1 ? JpegColour.Gray : header.IsLumaAndChroma ? JpegColour.YCbCr : JpegColour.Rgb;
        var gray = new JpegDeepGray(Jpeg2000Decoder.Decode(image, header, cancellationToken), Bits, colour);
        return gray.Stretched(Width, width, height, cancellationToken);
    }
}
