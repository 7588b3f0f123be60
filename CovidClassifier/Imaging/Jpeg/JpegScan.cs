namespace CovidClassifier.Imaging.Jpeg;

/// <summary>A scan header (ITU-T T.81, B.2.3): which components follow, and which part of their coefficients.</summary>
/// <param name="Components">Positions in the frame.</param>
/// <param name="DcTables">Table of each for DC.</param>
/// <param name="AcTables">Table of each for AC.</param>
/// <param name="From">First coefficient in file order; of a lossless file the predictor.</param>
/// <param name="To">Last coefficient.</param>
/// <param name="High">Bits that earlier scans have left open; 0 in the first scan of a coefficient.</param>
/// <param name="Low">Bits that this scan leaves open; of a lossless file the point transform.</param>
internal sealed record JpegScan(int[] Components, int[] DcTables, int[] AcTables, int From, int To, int High, int Low)
{
    private const int MostOpenBits = 13;

    /// <exception cref="ImageFormatException">It is damaged, or does not fit the frame.</exception>
    public static JpegScan Read(EncodedImage image, JpegFrame frame, ReadOnlySpan<byte> body)
    {
        int count = body.IsEmpty ? 0 : body[0];
        if (count is < 1 or > 4 || body.Length < 4 + 2 * count)
        {
            throw Damaged(image);
        }

        int[] components = new int[count], dc = new int[count], ac = new int[count];
        for (int i = 0; i < count; i++)
        {
            byte id = body[1 + 2 * i], tables = body[2 + 2 * i];
            components[i] = Enumerable.Range(0, frame.Components.Count).Where(c => frame.Components[c].Id == id).DefaultIfEmpty(-1).First();
            (dc[i], ac[i]) = (tables >> 4, tables & 15);
            if (components[i] < 0 || Array.IndexOf(components, components[i], 0, i) >= 0 || dc[i] > 3 || ac[i] > 3)
            {
                throw Damaged(image);
            }
        }

        ReadOnlySpan<byte> rest = body[(1 + 2 * count)..];
        JpegScan scan = frame.Process is JpegProcess.Baseline or JpegProcess.Extended
            ? new JpegScan(components, dc, ac, From: 0, To: JpegZigzag.Count - 1, High: 0, Low: 0)
            : new JpegScan(components, dc, ac, rest[0], rest[1], rest[2] >> 4, rest[2] & 15);
        return scan.Fits(frame) ? scan : throw Damaged(image);
    }

    private bool Fits(JpegFrame frame) => frame.Process switch
    {
        JpegProcess.Lossless => From is >= 1 and <= 7 && Low < frame.Bits,
        JpegProcess.Progressive => To < JpegZigzag.Count && (From == 0 ? To == 0 : From <= To && Components.Length == 1) && Low <= MostOpenBits
            && (High == 0 || High == Low + 1),
        _ => true,
    };

    private static ImageFormatException Damaged(EncodedImage image) => image.Refuse("the JPEG file is damaged: the header of a scan is broken.");
}
