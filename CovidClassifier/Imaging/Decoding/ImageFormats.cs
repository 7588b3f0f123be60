using CovidClassifier.Imaging.Dicom;
using CovidClassifier.Imaging.Jpeg;
using CovidClassifier.Imaging.Jpeg2000;
using CovidClassifier.Imaging.JpegLs;
using CovidClassifier.Imaging.Png;
using CovidClassifier.Imaging.Skia;
using CovidClassifier.Imaging.Tiff;

namespace CovidClassifier.Imaging.Decoding;

/// <summary>The kinds of image file that are read, asked in turn by a file's first bytes; its name is never asked.</summary>
internal static class ImageFormats
{
    // DICOM first: what stands before its word may be the head of another format, by design
    private static readonly IImageFormat[] InTurn = [new DicomFormat(), new JpegLsFormat(), new JpegFormat(), new Jpeg2000Format(), new PngFormat(),
        new WebPFormat(), new BmpFormat(), new GifFormat(), new TiffFormat()];

    /// <summary>The kind of a file that begins so; null where it is none of those that are read.</summary>
    public static IImageFormat? Of(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, IImageFormat.HeadLength)];
        foreach (IImageFormat format in InTurn)
        {
            if (format.Recognises(head))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>Why a file that begins like none of them is not read.</summary>
    public static string Refusal(ReadOnlySpan<byte> head) =>
        head.IsEmpty ? "it is empty." : $"it looks like {FileKind.Of(head[..Math.Min(head.Length, IImageFormat.HeadLength)])}; {Names()} are read.";

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="ImageFormatException">It is of no kind that is read, its header is damaged or states what is not read, or it has no such
    /// frame.</exception>
    public static StoredPicture Open(EncodedImage image)
    {
        IImageFormat format = Of(image.Bytes.Span) ?? throw image.Refuse(Refusal(image.Bytes.Span));
        StoredPicture picture = format.Open(image);
        if (image.Frame > picture.Frames)
        {
            throw image.Refuse($"it has {picture.Frames} {(picture.Frames == 1 ? "frame" : "frames")}, and frame {image.Frame} was asked for.");
        }

        return image.Frame == picture.Frame ? picture
            : throw image.Refuse($"of a {picture.Format} file the first picture alone is read, and frame {image.Frame} was asked for.");
    }

    private static string Names() => $"{string.Join(", ", InTurn.SkipLast(1).Select(f => f.Name))} and {InTurn[^1].Name}";
}
