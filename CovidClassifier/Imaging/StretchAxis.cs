namespace CovidClassifier.Imaging;

/// <summary>
/// How one axis of a picture is stretched, in whole numbers so that no rounding happens before the last step. Target pixel i takes stored
/// pixels First to Last with weights that sum to <see cref="Total"/>. Where the axis shrinks (or keeps its length), the weights are the
/// overlaps of the two pixel grids (area averaging); where it grows, those of linear interpolation between pixel centres, edges repeated.
/// </summary>
internal sealed class StretchAxis
{
    private StretchAxis(int targets, bool grows, ulong total, uint innerWeight)
    {
        Taps = new Tap[targets];
        Grows = grows;
        Total = total;
        InnerWeight = innerWeight;
    }

    public Tap[] Taps { get; }

    public bool Grows { get; }

    public ulong Total { get; }

    /// <summary>The weight of every stored pixel strictly between First and Last.</summary>
    public uint InnerWeight { get; }

    /// <summary>
    /// The axis from <paramref name="source"/> to <paramref name="target"/> pixels, where each stored pixel stands for
    /// <paramref name="step"/> source pixels (the last one for those that remain), as JPEG decoded at reduced scale does.
    /// </summary>
    public static StretchAxis Of(int source, int target, int step) => target > source ? Growing(source, target) : Shrinking(source, target, step);

    private static StretchAxis Shrinking(int source, int target, int step)
    {
        var axis = new StretchAxis(target, grows: false, (ulong)source, (uint)(step * target));
        for (int i = 0; i < target; i++)
        {
            // target pixel i covers [i * source, (i + 1) * source) in units of 1 / target source pixels
            long from = (long)i * source;
            long to = from + source;
            long unit = (long)step * target;
            int first = (int)(from / unit);
            int last = (int)((to - 1) / unit);
            axis.Taps[i] = first == last
                ? new Tap(first, last, (uint)source, 0)
                : new Tap(first, last, (uint)((first + 1) * unit - from), (uint)(to - last * unit));
        }

        return axis;
    }

    private static StretchAxis Growing(int source, int target)
    {
        long unit = 2L * target;
        var axis = new StretchAxis(target, grows: true, (ulong)unit, 0);
        for (int i = 0; i < target; i++)
        {
            long centre = Math.Clamp((2L * i + 1) * source - target, 0, unit * (source - 1));
            int first = (int)(centre / unit);
            uint fraction = (uint)(centre % unit);
            axis.Taps[i] = fraction == 0 ? new Tap(first, first, (uint)unit, 0) : new Tap(first, first + 1, (uint)unit - fraction, fraction);
        }

        return axis;
    }

    /// <summary>The stored pixels of one target pixel; LastWeight counts only where Last differs from First.</summary>
    internal readonly record struct Tap(int First, int Last, uint FirstWeight, uint LastWeight);
}
