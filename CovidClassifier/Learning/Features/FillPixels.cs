namespace CovidClassifier.Learning.Features;

/// <summary>Writes the pixels, gray 0..255, of one entry of a cache.</summary>
internal delegate void FillPixels(int entry, Span<float> pixels);
