using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Retraining;

/// <summary>Blacks out what does not belong to a part of a picture.</summary>
internal static class ImageMask
{
    /// <param name="part">What stays.</param>
    /// <param name="pixels">Gray, row by row; changed.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static void Keep(ImagePart part, Span<byte> pixels, int width, int height)
    {
        if (part == ImagePart.Whole)
        {
            return;
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool isCentral = CentralArea.Contains((x + 0.5) / width, (y + 0.5) / height);
                if (isCentral != (part == ImagePart.Centre))
                {
                    pixels[y * width + x] = 0;
                }
            }
        }
    }
}
