namespace CovidClassifier.Imaging.Png;

/// <summary>PNG (ISO/IEC 15948).</summary>
internal sealed class PngFormat : IImageFormat
{
    public string Name => "PNG";

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    // the chunk that makes an animation of it stands near the front, but for a colour profile or a long text
    public int BytesToCountFrames => IImageFormat.HeadLength;

    public int? CountFrames(EncodedImage image) => PngAnimation.Frames(image.Bytes.Span);

    public StoredPicture Open(EncodedImage image) => new PngPicture(PngFile.Read(image));
}
