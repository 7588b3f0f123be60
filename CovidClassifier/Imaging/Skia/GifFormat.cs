namespace CovidClassifier.Imaging.Skia;

/// <summary>GIF 87a and 89a; of an animation the first frame.</summary>
internal sealed class GifFormat : IImageFormat
{
    /// <summary>Wuffs keeps the canvas in the output's form beside it.</summary>
    private const int DecoderBytesPerPixel = 4;

    public string Name => "GIF";

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8);

    public int BytesToCountFrames => int.MaxValue;

    public int? CountFrames(EncodedImage image) => Open(image).Frames;

    public StoredPicture Open(EncodedImage image) => new SkiaPicture(image, Name, ExifOrientation.Upright, DecoderBytesPerPixel);
}
