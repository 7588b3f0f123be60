using CovidClassifier.Auditing.Scanning;

namespace CovidClassifier.Auditing.Copies;

/// <summary>A thumbnail at full and at half size, each made ready when it is first needed. Not for several threads.</summary>
internal sealed class ImagePyramid(byte[] thumbnail)
{
    public ImageDetail Fine => field ??= new ImageDetail(thumbnail, Thumbnails.Side);

    public ImageDetail Coarse => field ??= new ImageDetail(Thumbnails.Halve(thumbnail, Thumbnails.Side), Thumbnails.Side / 2);
}
