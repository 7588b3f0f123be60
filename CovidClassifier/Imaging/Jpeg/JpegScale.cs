namespace CovidClassifier.Imaging.Jpeg;

/// <summary>At which scale a JPEG is decoded: a half, a quarter or an eighth cost less where the target is small.</summary>
internal static class JpegScale
{
    /// <summary>Samples per side of a block at full scale.</summary>
    public const int Full = 8;

    /// <summary>
    /// The largest of 8, 4, 2, 1 by which both sides may be divided. Never below one and a half times the target on either axis: closer, the two averaging
    /// grids blur edges (mean error against the full decode 0.6 to 1.0 gray levels on X-rays; with the margin 0.2 to 0.4).
    /// </summary>
    public static int StepFor(JpegFrame frame, int width, int height)
    {
        int step = Full;
        while (step > 1 && (2L * frame.Width < 3L * width * step || 2L * frame.Height < 3L * height * step))
        {
            step /= 2;
        }

        return step;
    }

    /// <summary>Length of a side, or number of parts, rounded up.</summary>
    public static int Divided(int length, int by) => (length + by - 1) / by;
}
