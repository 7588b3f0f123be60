namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>What the components of a tile share (ITU-T T.800, tables A.12 to A.14).</summary>
/// <param name="Order">In which order packets come.</param>
/// <param name="Layers">How many layers of quality there are.</param>
/// <param name="MixesColours">Whether the first three components are a colour turned into luma and chroma.</param>
internal sealed record TileCoding(Progression Order, int Layers, bool MixesColours);
