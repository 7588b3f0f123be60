using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Quality;

/// <summary>
/// Counts letters and like marks near the edge of a picture: small shapes of narrow strokes that stand out from what surrounds them, bright on
/// dark or dark on bright. Sees burnt-in text and lead markers alike; what they say is not read.
/// </summary>
internal static class BorderMarks
{
    /// <summary>A mark's middle lies within this share of a side from the edge.</summary>
    private const double Frame = 0.15;

    /// <summary>Strokes are narrower than this share of the longer side.</summary>
    private const double WidestStroke = 0.04;

    /// <summary>Gray levels by which a stroke stands out.</summary>
    private const int LeastRise = 45;

    /// <summary>Gray levels between the middle values of a mark and of what surrounds it.</summary>
    private const int LeastContrast = 60;

    /// <summary>Ink and lead are nearly white, or nearly black where the mark is dark.</summary>
    private const int LeastInk = 215;

    /// <summary>
    /// Gray levels between neighbours at the edge of a mark, on average: ink and lead end at once, while the brightest knots of a lung's texture rise over
    /// some pixels (at most 58 in 2,000 drawings without marks, at least 78 at white letters).
    /// </summary>
    private const int LeastEdge = 67;

    /// <summary>Share of the contrast that lies between neighbours at the edge of a mark.</summary>
    private const double LeastStep = 0.47;

    private const int FewestPixels = 8, LeastHeight = 5;
    private const double LeastSide = 0.012, LargestSide = 0.13, WidestAspect = 3, NarrowestAspect = 1.0 / 6, FullestBox = 0.92;

    public static int Count(GrayImage image) => Marks(image, isBright: true) + Marks(image, isBright: false);

    private static int Marks(GrayImage image, bool isBright)
    {
        (int width, int height) = (image.Width, image.Height);
        byte[] pixels = isBright ? image.Pixels : Array.ConvertAll(image.Pixels, p => (byte)(255 - p));
        int side = Math.Max(3, (int)(WidestStroke * Math.Max(width, height)) | 1);
        byte[] opened = GrayMorphology.Open(pixels, width, height, side);
        bool[] stands = new bool[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            stands[i] = pixels[i] - opened[i] >= LeastRise;
        }

        int marks = 0;
        var shapes = new PixelShapes(stands, width, height);
        for (int start = 0; start < stands.Length; start++)
        {
            if (stands[start] && shapes.Take(start) is var shape && IsMark(shape, pixels, width, height))
            {
                marks++;
            }
        }

        return marks;
    }

    private static bool IsMark(PixelShape shape, byte[] pixels, int width, int height)
    {
        int longest = Math.Max(width, height);
        double x = (shape.Left + shape.Right + 1) / 2.0 / width, y = (shape.Top + shape.Bottom + 1) / 2.0 / height;
        bool isNearEdge = Math.Min(Math.Min(x, 1 - x), Math.Min(y, 1 - y)) < Frame;

        // what runs to the very edge is the rim of the film, or the gap beside a limb
        bool touchesEdge = shape.Left == 0 || shape.Top == 0 || shape.Right == width - 1 || shape.Bottom == height - 1;
        return isNearEdge && !touchesEdge
            && shape.Pixels.Count >= FewestPixels && shape.Height >= LeastHeight
            && shape.Height >= LeastSide * longest && Math.Max(shape.Height, shape.Width) <= LargestSide * longest
            && shape.Width / (double)shape.Height is >= NarrowestAspect and <= WidestAspect
            && shape.Pixels.Count <= FullestBox * shape.Width * shape.Height
            && StandsOut(shape, pixels, width, height);
    }

    /// <summary>Whether the shape is clearly brighter than a ring of two pixels round it, and becomes so within a pixel or two.</summary>
    private static bool StandsOut(PixelShape shape, byte[] pixels, int width, int height)
    {
        HashSet<int> inside = [.. shape.Pixels], ring = [];
        double steps = 0;
        int edges = 0;
        foreach (int pixel in shape.Pixels)
        {
            (int px, int py) = (pixel % width, pixel / width);
            for (int y = py - 2; y <= py + 2; y++)
            {
                for (int x = px - 2; x <= px + 2; x++)
                {
                    if (x < 0 || y < 0 || x >= width || y >= height || inside.Contains(y * width + x))
                    {
                        continue;
                    }

                    ring.Add(y * width + x);
                    if (Math.Abs(x - px) + Math.Abs(y - py) == 1)
                    {
                        steps += pixels[pixel] - pixels[y * width + x];
                        edges++;
                    }
                }
            }
        }

        int contrast = Quantile(inside, pixels, 0.5) - Quantile(ring, pixels, 0.5);
        double edge = steps / edges;
        return Quantile(inside, pixels, 0.8) >= LeastInk && contrast >= LeastContrast && edge >= LeastEdge && edge >= LeastStep * contrast;
    }

    private static int Quantile(HashSet<int> some, byte[] pixels, double share)
    {
        byte[] values = [.. some.Select(i => pixels[i])];
        Array.Sort(values);
        return values[(int)(share * values.Length)];
    }
}
