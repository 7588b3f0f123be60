namespace CovidClassifier.Packaging;

/// <summary>What every model card says of the way from an image file to the network's input.</summary>
internal static class PixelDecisions
{
    public const string Text =
        "The whole image is stretched to the network's square: area averaging where it shrinks, bilinear where it grows. " +
        "Gray = 0.299 R + 0.587 G + 0.114 B on encoded values, 0 to 255; transparency over black; EXIF orientation applied; colour profiles ignored; " +
        "more than 8 bits through the window that a DICOM file states, else from the 5th to the 95th percentile of the picture's middle, a tenth of that " +
            "wider at either end; images over 100 megapixels refused.";
}
