namespace CovidClassifier.Explanation;

/// <summary>Writes the pixels of changed copy number <paramref name="copy"/>, row by row, 0 to 255.</summary>
internal delegate void FillImage(int copy, Span<float> pixels);
