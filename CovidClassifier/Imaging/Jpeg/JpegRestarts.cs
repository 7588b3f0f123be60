namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Counts groups of units up to the next restart marker of a scan (ITU-T T.81, B.1.1.3 and F.2.1.3.1).</summary>
/// <param name="image">The file.</param>
/// <param name="interval">Groups between two markers; 0: there are none.</param>
internal struct JpegRestarts(EncodedImage image, int interval)
{
    private const byte First = 0xD0;
    private const int Numbers = 8;

    private readonly int _interval = interval;
    private int _left = interval;
    private int _number;

    /// <summary>To be asked before each group.</summary>
    /// <returns>Whether a marker was passed, behind which all predictions begin anew.</returns>
    /// <exception cref="ImageFormatException">The marker is due and does not come, or pixels before it are missing.</exception>
    public bool Passes(ref JpegBits bits)
    {
        if (_interval == 0 || _left-- > 0)
        {
            return false;
        }

        string? fault = bits.End(out int marker);
        if (fault is null && (marker + 2 > image.Bytes.Length || image.Bytes.Span[marker + 1] != First + _number % Numbers))
        {
            fault = "the JPEG file is damaged or ends early: a part of its pixels is missing.";
        }

        if (fault is not null)
        {
            throw image.Refuse(fault);
        }

        bits.Restart(marker + 2);
        _number++;
        _left = _interval - 1;
        return true;
    }
}
