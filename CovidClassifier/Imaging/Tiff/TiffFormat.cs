namespace CovidClassifier.Imaging.Tiff;

/// <summary>
/// TIFF (TIFF 6.0): strips and tiles, not packed or packed by LZW, deflate, PackBits or JPEG, whole numbers of 1 to 16 bits; of several pages any. A
/// reader of our own, because pixels that are missing must be told and memory bounded, and because libraries report errors through one handler for the whole
/// process, which belongs to the host.
/// </summary>
internal sealed class TiffFormat : IImageFormat
{
    public string Name => "TIFF";

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8);

    public StoredPicture Open(EncodedImage image)
    {
        IReadOnlyList<TiffDirectory> pages = TiffDirectory.Pages(image);

        // a page that is not there is told by whoever asked for it
        TiffDirectory directory = pages[Math.Min(image.Frame, pages.Count) - 1];
        return new TiffPicture(image, directory, TiffLayout.Read(image, directory), pages.Count);
    }

    public int BytesToCountFrames => int.MaxValue;

    public int? CountFrames(EncodedImage image) => TiffDirectory.Pages(image).Count;
}
