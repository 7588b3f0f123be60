using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Scanning;

/// <summary>Small pictures for the search of near duplicates.</summary>
internal static class Thumbnails
{
    /// <summary>Fine enough that X-rays of one patient taken on two days differ, coarse enough that compression does not.</summary>
    public const int Side = 128;

    /// <summary>The whole picture stretched to Side x Side.</summary>
    public static byte[] Of(GrayImage image) => GrayCrop.StretchTo(image, Side, Side).Pixels;

    /// <summary>Half as wide and high: the mean of each 2 x 2 pixels.</summary>
    public static byte[] Halve(byte[] picture, int side)
    {
        int half = side / 2;
        byte[] halved = new byte[half * half];
        for (int y = 0; y < half; y++)
        {
            for (int x = 0; x < half; x++)
            {
                int at = 2 * y * side + 2 * x;
                halved[y * half + x] = (byte)((picture[at] + picture[at + 1] + picture[at + side] + picture[at + side + 1] + 2) / 4);
            }
        }

        return halved;
    }
}
