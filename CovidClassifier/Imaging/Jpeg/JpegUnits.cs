using System.Runtime.InteropServices;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>One component in a scan: its tables, and the DC from which the next block differs.</summary>
internal sealed unsafe class JpegUnits
{
    // twice what any sample could ask for: rounding and writers that shift the coefficients reach beyond, loss of data much further
    private const int BeyondRange = 2, BlockSum = 8;

    private readonly int[] _pinnedSteps;

    /// <param name="frame">The frame.</param>
    /// <param name="index">The component's position in it.</param>
    /// <param name="steps">Its quantisation steps, row by row.</param>
    public JpegUnits(JpegFrame frame, int index, ushort[] steps)
    {
        Component = frame.Components[index];
        Index = index;
        _pinnedSteps = GC.AllocateUninitializedArray<int>(JpegZigzag.Count, pinned: true);
        for (int i = 0; i < steps.Length; i++)
        {
            _pinnedSteps[i] = steps[i];
        }

        Steps = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_pinnedSteps, 0);
        MostDc = Math.Min(short.MaxValue, (BeyondRange * BlockSum << (frame.Bits - 1)) / Math.Max(1, (int)steps[0]) + 1);
    }

    public JpegComponent Component { get; }

    public int Index { get; }

    public int* Steps { get; }

    /// <summary>No picture has a DC beyond, of either sign.</summary>
    public int MostDc { get; }

    public JpegHuffman? Dc { get; init; }

    public JpegHuffman? Ac { get; init; }

    /// <summary>DC of the last block.</summary>
    public int Previous;
}
