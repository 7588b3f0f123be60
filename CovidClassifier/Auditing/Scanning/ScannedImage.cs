using CovidClassifier.Auditing.Quality;
using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Scanning;

/// <summary>What one reading of a file leaves behind for all audits.</summary>
/// <param name="Hash">Of the decoded pixels at full size, see <see cref="PixelHash"/>.</param>
/// <param name="Header">What the file states before its pixels.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Thumbnail">The picture without plain edges at <see cref="Thumbnails.Side"/> squared.</param>
/// <param name="Facts">What its pixels measure.</param>
internal sealed record ScannedImage(string Hash, HeaderMetadata Header, long Bytes, StoredThumbnail Thumbnail, PictureFacts Facts);
