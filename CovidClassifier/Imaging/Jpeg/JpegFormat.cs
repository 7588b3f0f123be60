namespace CovidClassifier.Imaging.Jpeg;

/// <summary>JPEG (ITU-T T.81).</summary>
internal sealed class JpegFormat : IImageFormat
{
    public string Name => "JPEG";

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public StoredPicture Open(EncodedImage image) => new JpegPicture(image, JpegHeader.Read(image));
}
