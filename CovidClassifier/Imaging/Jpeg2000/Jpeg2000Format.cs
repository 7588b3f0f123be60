namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>JPEG 2000 (ITU-T T.800): a codestream, or the boxes of a .jp2 file that hold one.</summary>
internal sealed class Jpeg2000Format : IImageFormat
{
    public string Name => "JPEG 2000";

    public bool Recognises(ReadOnlySpan<byte> head) => Jpeg2000Header.Recognises(head);

    public StoredPicture Open(EncodedImage image) => new Jpeg2000Picture(image, Jpeg2000Header.Read(image));
}
