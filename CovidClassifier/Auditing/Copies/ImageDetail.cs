using System.Numerics.Tensors;

namespace CovidClassifier.Auditing.Copies;

/// <summary>A square picture and its fine detail: what a blur by a few pixels takes away, without the finest grain, which re-encoding
/// changes.</summary>
internal sealed class ImageDetail
{
    private const int FineRadius = 1, CoarseRadius = 5;

    public ImageDetail(byte[] gray, int side)
    {
        Side = side;
        Smooth = Blur(Array.ConvertAll(gray, g => (float)g), FineRadius);
    }

    public int Side { get; }

    /// <summary>Slightly blurred, so that its slopes can be followed.</summary>
    public float[] Smooth { get; }

    public float[] Detail => field ??= Without(Blur(Smooth, CoarseRadius));

    private float[] Without(float[] coarse)
    {
        TensorPrimitives.Subtract<float>(Smooth, coarse, coarse);
        return coarse;
    }

    /// <summary>Mean over squares; at the border over what is inside.</summary>
    private float[] Blur(float[] image, int radius) => BlurTurned(BlurTurned(image, radius), radius);

    /// <summary>Blurs along rows and exchanges rows and columns.</summary>
    private float[] BlurTurned(float[] image, int radius)
    {
        float[] blurred = new float[image.Length];
        for (int y = 0; y < Side; y++)
        {
            float sum = 0;
            for (int x = -radius; x < Side; x++)
            {
                sum += x + radius < Side ? image[y * Side + x + radius] : 0;
                sum -= x - radius - 1 >= 0 ? image[y * Side + x - radius - 1] : 0;
                if (x >= 0)
                {
                    blurred[x * Side + y] = sum / (Math.Min(Side - 1, x + radius) - Math.Max(0, x - radius) + 1);
                }
            }
        }

        return blurred;
    }
}
