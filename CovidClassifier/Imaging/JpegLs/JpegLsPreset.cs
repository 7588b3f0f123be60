namespace CovidClassifier.Imaging.JpegLs;

/// <summary>The parameters that a file may preset (ITU-T T.87, C.2.4.1); 0 is what the standard gives by itself.</summary>
/// <param name="Most">The largest value of a sample, MAXVAL.</param>
/// <param name="First">The threshold between the first two regions of a gradient, T1.</param>
/// <param name="Second">The threshold between the next two, T2.</param>
/// <param name="Third">The last threshold, T3.</param>
/// <param name="Reset">After how many samples the statistics of a context are halved.</param>
internal readonly record struct JpegLsPreset(int Most, int First, int Second, int Third, int Reset)
{
    private const int StandardReset = 64;

    /// <summary>With the standard's values where there is none (C.2.4.1.1); null where those that are there contradict each other.</summary>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="near">By how much a sample may be off.</param>
    public JpegLsPreset? Complete(int bits, int near)
    {
        int most = Most == 0 ? (1 << bits) - 1 : Most;
        int first, second, third;
        if (most >= 128)
        {
            int factor = (Math.Min(most, 4095) + 128) / 256;
            first = Clamped(factor + 2 + 3 * near, near + 1, most);
            second = Clamped(4 * factor + 3 + 5 * near, first, most);
            third = Clamped(17 * factor + 4 + 7 * near, second, most);
        }
        else
        {
            int factor = 256 / (most + 1);
            first = Clamped(Math.Max(2, 3 / factor + 3 * near), near + 1, most);
            second = Clamped(Math.Max(3, 7 / factor + 5 * near), first, most);
            third = Clamped(Math.Max(4, 21 / factor + 7 * near), second, most);
        }

        var whole = new JpegLsPreset(
            most, First == 0 ? first : First, Second == 0 ? second : Second, Third == 0 ? third : Third, Reset == 0 ? StandardReset : Reset);
        bool isSound = most < 1 << bits && near <= Math.Min(255, most / 2) && whole.First > near && whole.Second >= whole.First
            && whole.Third >= whole.Second && whole.Third <= most && whole.Reset >= 3;
        return isSound ? whole : null;
    }

    private static int Clamped(int value, int least, int most) => value > most || value < least ? least : value;
}
