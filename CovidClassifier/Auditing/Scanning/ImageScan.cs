using CovidClassifier.Auditing.Quality;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Auditing.Scanning;

/// <summary>Reads and decodes every image once, on all processors, and keeps only what the audits need.</summary>
internal static class ImageScan
{
    /// <param name="dataset">Its images are read.</param>
    /// <param name="thumbnails">Takes theirs.</param>
    /// <param name="progress">Told of each image, from the reading threads.</param>
    /// <param name="cancellationToken">Looked at between rows.</param>
    /// <returns>The images that could be read, and what was seen of each, in the same order.</returns>
    /// <exception cref="DatasetException">Images cannot be read and the dataset does not allow problems; the message lists them.</exception>
    public static (XRayDataset Dataset, IReadOnlyList<ScannedImage> Scanned) Run(
        XRayDataset dataset, ThumbnailFile thumbnails, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        var scanned = new ScannedImage?[dataset.Count];
        var reasons = new string?[dataset.Count];
        object gate = new();
        int done = 0;
        ParallelOptions options = AllCores.Until(cancellationToken);
        Parallel.For(0, dataset.Count, options, i =>
        {
            try
            {
                scanned[i] = Scan(dataset.Images[i], thumbnail => thumbnails.Store(i, thumbnail), cancellationToken);
            }
            catch (ImageFormatException e)
            {
                reasons[i] = e.Reason;
            }

            lock (gate)
            {
                progress?.Report(new AuditProgress(AuditStage.Reading, ++done, dataset.Count));
            }
        });
        XRayDataset readable = dataset.WithoutUnreadable(
            [.. Enumerable.Range(0, dataset.Count).Where(i => reasons[i] is not null).Select(i => (dataset.Images[i], reasons[i]!))]);
        return (readable, [.. scanned.OfType<ScannedImage>()]);
    }

    private static ScannedImage Scan(XRayImage image, Func<byte[], StoredThumbnail> store, CancellationToken cancellationToken)
    {
        ImageSource source = image.Encoded.InMemory();
        ReadOnlyMemory<byte> bytes = source.Read();
        GrayImage picture = source.DecodeFullSize(bytes, cancellationToken);
        GrayImage fitted = PictureFacts.Fit(picture);
        return new ScannedImage(
            PixelHash.Of(picture),
            HeaderMetadata.Of(new EncodedImage(bytes, image.Name) { Frame = source.Frame }),
            bytes.Length,
            store(Thumbnails.Of(PlainFrame.Cut(fitted))),
            PictureFacts.Of(picture, fitted, source));
    }
}
