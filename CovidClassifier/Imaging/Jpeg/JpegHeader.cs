namespace CovidClassifier.Imaging.Jpeg;

/// <summary>What a JPEG file states before its pixels (ITU-T T.81, Annex B).</summary>
/// <param name="Frame">Size, bits and components.</param>
/// <param name="Colour">What the components stand for.</param>
/// <param name="Orientation">How the picture is turned to stand upright.</param>
/// <param name="FirstScan">Where the first scan's header begins.</param>
/// <param name="HasScans">Whether the picture comes in several scans, which must be gathered.</param>
internal sealed record JpegHeader(JpegFrame Frame, JpegColour Colour, int Orientation, int FirstScan, bool HasScans)
{
    private const int StartMarker = 2;

    /// <exception cref="ImageFormatException">The file is damaged, ends early, or is of a kind of JPEG that is not read.</exception>
    public static JpegHeader Read(EncodedImage image)
    {
        JpegFrame? frame = null;
        var exif = new JpegExif();
        var application = new JpegApplication();
        for (int position = StartMarker; ;)
        {
            JpegSegment segment = JpegSegment.At(image, position) ?? throw image.EndsEarly();
            ReadOnlySpan<byte> body = image.Bytes.Span[segment.Start..segment.End];
            switch (segment.Marker)
            {
                case JpegSegment.StartOfScan:
                    if (frame is null)
                    {
                        throw image.Refuse("the JPEG file is damaged: it has no frame header before its pixels.");
                    }

                    bool hasScans = frame.Process == JpegProcess.Progressive || JpegScan.Read(image, frame, body).Components.Length < frame.Components.Count;
                    return new JpegHeader(frame, application.ColourOf(frame), exif.Orientation, position, hasScans);
                case JpegSegment.EndOfImage:
                    throw image.Refuse("the JPEG file is damaged: it ends without pixels.");
                case JpegSegment.Application1:
                    exif.Take(body);
                    break;
                default:
                    application.Take(segment.Marker, body);
                    if (segment.IsFrame)
                    {
                        frame = frame is null ? JpegFrame.Read(image, segment.Marker, body)
                            : throw image.Refuse("the JPEG file is damaged: it has two frame headers.");
                    }

                    break;
            }

            position = segment.End;
        }
    }
}
