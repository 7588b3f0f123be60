namespace CovidClassifier.Imaging.Jpeg;

/// <summary>One component of a frame (ITU-T T.81, B.2.2): luma, a chroma, or a colour.</summary>
/// <param name="Id">The number by which scans name it.</param>
/// <param name="Across">Horizontal sampling factor, 1 to 4.</param>
/// <param name="Down">Vertical sampling factor, 1 to 4.</param>
/// <param name="Quantisation">Number of its quantisation table.</param>
internal sealed record JpegComponent(byte Id, int Across, int Down, int Quantisation);
