using CovidClassifier.Auditing.Scanning;

namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// The coarse shape of a picture: its lowest cosine frequencies (DCT-II, as perceptual hashes use), without the mean, of unit length. Can be
/// taken as if the picture were cropped, by cosines over the inner window alone; of the mirror image the odd columns change sign.
/// </summary>
internal static class CoarseShape
{
    /// <summary>Side of the pictures that shapes are taken of.</summary>
    public const int Side = Thumbnails.Side / 2;

    private const int Frequencies = 8;

    private static readonly (int Row, int Column)[] Used =
    [
        .. from row in Enumerable.Range(0, Frequencies)
           from column in Enumerable.Range(0, Frequencies)
           where row + column is > 0 and <= Frequencies
           select (row, column),
    ];

    /// <summary>How many numbers describe a picture.</summary>
    public static int Length => Used.Length;

    /// <summary>Cosines over the window that is left when <paramref name="crop"/> of the side is cut off at both ends.</summary>
    public static float[][] Cosines(double crop)
    {
        double left = crop * Side, length = (1 - 2 * crop) * Side;
        return
        [
            .. Enumerable.Range(0, Frequencies).Select(f => Enumerable.Range(0, Side).Select(x =>
            {
                double inside = Math.Clamp(Math.Min(x + 1, left + length) - Math.Max(x, left), 0, 1);
                double at = (x + 0.5 - left) / length;
                return (float)(inside / length * Math.Cos(Math.PI * f * at) * (f == 0 ? 1 : Math.Sqrt(2)));
            }).ToArray()),
        ];
    }

    public static float[] Of(ReadOnlySpan<byte> image, float[][] cosines)
    {
        float[] rows = new float[Frequencies * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int f = 0; f < Frequencies; f++)
            {
                float sum = 0;
                float[] wave = cosines[f];
                for (int x = 0; x < Side; x++)
                {
                    sum += wave[x] * image[y * Side + x];
                }

                rows[f * Side + y] = sum;
            }
        }

        float[] shape = new float[Length];
        for (int k = 0; k < shape.Length; k++)
        {
            float[] wave = cosines[Used[k].Row];
            for (int y = 0; y < Side; y++)
            {
                shape[k] += wave[y] * rows[Used[k].Column * Side + y];
            }
        }

        float norm = MathF.Sqrt(shape.Sum(s => s * s));
        return norm < 1e-3f ? shape : [.. shape.Select(s => s / norm)];
    }

    /// <summary>The shape of the mirror image.</summary>
    public static float[] Mirrored(float[] shape) => [.. shape.Select((s, k) => Used[k].Column % 2 == 1 ? -s : s)];
}
