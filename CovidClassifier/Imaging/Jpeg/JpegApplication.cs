namespace CovidClassifier.Imaging.Jpeg;

/// <summary>What JFIF and Adobe segments say of colours; where both are silent, libjpeg's rules (jdapimin.c, default_decompress_parms).</summary>
internal struct JpegApplication
{
    private const int AdobeTransformAt = 11;

    private bool _isJfif;
    private int? _adobeTransform;

    /// <summary>Takes a segment; others than APP0 and APP14 are passed over.</summary>
    public void Take(byte marker, ReadOnlySpan<byte> body)
    {
        if (marker == JpegSegment.Application0)
        {
            _isJfif |= body.StartsWith("JFIF\0"u8);
        }
        else if (marker == JpegSegment.Application14 && body.Length > AdobeTransformAt && body.StartsWith("Adobe"u8))
        {
            _adobeTransform ??= body[AdobeTransformAt];
        }
    }

    public readonly JpegColour ColourOf(JpegFrame frame) => frame.Components.Count switch
    {
        1 => JpegColour.Gray,
        3 when _isJfif => JpegColour.YCbCr,
        3 when _adobeTransform is { } transform => transform == 0 ? JpegColour.Rgb : JpegColour.YCbCr,
        3 => AreNamedRgb(frame) || frame.Process == JpegProcess.Lossless ? JpegColour.Rgb : JpegColour.YCbCr,
        _ => _adobeTransform is 2 ? JpegColour.Ycck : JpegColour.Cmyk,
    };

    private static bool AreNamedRgb(JpegFrame frame) => frame.Components[0].Id == 'R' && frame.Components[1].Id == 'G' && frame.Components[2].Id == 'B';
}
