namespace CovidClassifier.Imaging.Jpeg;

/// <summary>A JPEG's picture.</summary>
internal sealed class JpegPicture(EncodedImage image, JpegHeader header) : StoredPicture
{
    public override string Format => "JPEG";

    public override int Width => header.Width;

    public override int Height => header.Height;

    public override int Orientation => header.Orientation;

    public override string Pixels => $"{header.Channels} x 8";

    public override long WorkingBytes(int width, int height) => (long)width * height;

    public override GrayImage Decode(int width, int height, CancellationToken cancellationToken) => JpegReader.Read(image, header, width, height, cancellationToken);
}
