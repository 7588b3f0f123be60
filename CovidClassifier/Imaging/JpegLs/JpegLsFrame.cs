namespace CovidClassifier.Imaging.JpegLs;

/// <summary>What a JPEG-LS file states of its picture (ITU-T T.87, C.2.2).</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Bits">Bits of a sample, 2 to 16.</param>
/// <param name="Components">The identifier of each component, one or three.</param>
internal sealed record JpegLsFrame(int Width, int Height, int Bits, byte[] Components);
