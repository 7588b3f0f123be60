namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>What a component's samples are (ITU-T T.800, A.5.1).</summary>
/// <param name="Bits">Bits of a sample, 1 to 16.</param>
/// <param name="IsSigned">Whether values are signed.</param>
internal readonly record struct Jpeg2000Component(int Bits, bool IsSigned);
