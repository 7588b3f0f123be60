namespace CovidClassifier.DicomResults;

/// <summary>Red, green and blue of each pixel, row by row.</summary>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rgb">Three bytes a pixel.</param>
internal sealed record ColourPicture(int Width, int Height, byte[] Rgb);
