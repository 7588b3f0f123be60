namespace CovidClassifier.Imaging;

/// <summary>Changes a picture in place.</summary>
/// <param name="pixels">Gray, row by row.</param>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
internal delegate void ChangePixels(Span<byte> pixels, int width, int height);
