namespace CovidClassifier.Imaging.JpegLs;

/// <summary>What the head of a scan states (ITU-T T.87, C.2.3).</summary>
/// <param name="Components">Which of the frame's components it holds, by number.</param>
/// <param name="Near">By how much a sample may be off; 0 is lossless.</param>
/// <param name="Interleave">How the components alternate.</param>
internal sealed record JpegLsScan(int[] Components, int Near, JpegLsInterleave Interleave);
