using CovidClassifier.Imaging.Jpeg;

namespace CovidClassifier.Imaging.JpegLs;

/// <summary>A JPEG-LS file's picture; of more than 8 bits through <see cref="RobustWindow"/>.</summary>
internal sealed class JpegLsPicture(EncodedImage image, JpegLsFrame frame) : StoredPicture
{
    public override string Format => "JPEG-LS";

    public override int Width => frame.Width;

    public override int Height => frame.Height;

    public override string Pixels => $"{frame.Components.Length} x {frame.Bits}";

    public override long WorkingBytes(int width, int height) =>
        (long)sizeof(ushort) * (frame.Components.Length + 1) * Width * Height + (long)width * height;

    public override GrayImage Decode(int width, int height, CancellationToken cancellationToken)
    {
        JpegColour colour = frame.Components.Length == 1 ? JpegColour.Gray : JpegColour.Rgb;
        return new JpegDeepGray(JpegLsDecoder.Decode(image, _ => { }, cancellationToken), frame.Bits, colour)
            .Stretched(Width, width, height, cancellationToken);
    }
}
