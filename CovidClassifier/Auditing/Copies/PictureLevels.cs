namespace CovidClassifier.Auditing.Copies;

/// <summary>A thumbnail at full and at half size, each made ready when it is first needed. Not for several threads.</summary>
internal sealed class PictureLevels(byte[] thumbnail)
{
    public PictureDetail Fine => field ??= new PictureDetail(thumbnail, Thumbnails.Side);

    public PictureDetail Coarse => field ??= new PictureDetail(Thumbnails.Halve(thumbnail, Thumbnails.Side), Thumbnails.Side / 2);
}
