namespace CovidClassifier.Auditing.Scanning;

/// <summary>Where a thumbnail lies; it can be read until its file is disposed.</summary>
internal readonly record struct StoredThumbnail(ThumbnailFile File, int Image)
{
    public byte[] Read() => File.Read(Image);
}
