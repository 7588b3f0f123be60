using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Auditing.Robustness;

/// <summary>The changes that a model is tried on. None of them changes what a radiologist would say.</summary>
internal static class ImageChanges
{
    private static readonly string[] Letter = ["####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"];

    public static IReadOnlyList<ImageChange> All { get; } =
    [
        new("darker", "times the brightness", [0.9, 0.75, 0.5], (p, step, _) => Mapped(p, g => g * step)),
        new("brighter", "times the brightness", [1.1, 1.3, 1.6], (p, step, _) => Mapped(p, g => g * step)),
        new("contrast", "times the contrast", [0.8, 0.6, 0.4], (p, step, _) => Mapped(p, g => 128 + (g - 128) * step)),
        new("blur", "% of the side", [0.3, 0.6, 1.2], (p, step, _) => Blurred(p, step)),
        new("noise", "gray levels", [4, 10, 20], Noisy),
        new("JPEG", "quality", [75, 40, 15], (p, step, _) => JpegCopy.Of(p, (int)step)),
        new("rotation", "degrees", [3, 7, 15], (p, step, image) => Warped(p, image % 2 == 0 ? step : -step, 0, 1)),
        new("shift", "% of the side", [2, 5, 10], (p, step, image) => Warped(p, 0, (image % 2 == 0 ? step : -step) / 100, 1)),
        new("crop", "% off every edge", [2, 5, 10], (p, step, _) => Warped(p, 0, 0, 1 - 2 * step / 100)),
        new("downscaling", "pixels left of the longer side", [256, 128, 64], (p, step, _) => Downscaled(p, (int)step)),
        new("burnt-in letter", "% of the height", [5, 8, 12], (p, step, image) => Lettered(p, step, image)),
    ];

    private static GrayImage Mapped(GrayImage picture, Func<double, double> gray) =>
        new(picture.Width, picture.Height, Array.ConvertAll(picture.Pixels, p => (byte)Math.Clamp(Math.Round(gray(p)), 0, 255)));

    private static GrayImage Noisy(GrayImage picture, double deviation, int image)
    {
        RandomStream random = new Seed((ulong)image).For("noise").Open();
        return new(picture.Width, picture.Height, Array.ConvertAll(picture.Pixels, p => (byte)Math.Clamp(Math.Round(p + deviation * random.Normal()), 0, 255)));
    }

    /// <summary>Three means over squares of this half side, which are near a bell.</summary>
    private static GrayImage Blurred(GrayImage picture, double percent)
    {
        int radius = Math.Max(1, (int)Math.Round(percent / 100 * Math.Max(picture.Width, picture.Height)));
        byte[] pixels = picture.Pixels;
        for (int pass = 0; pass < 3; pass++)
        {
            pixels = BoxMean.Of(pixels, picture.Width, picture.Height, radius);
        }

        return new GrayImage(picture.Width, picture.Height, pixels);
    }

    private static GrayImage Downscaled(GrayImage picture, int longest)
    {
        double scale = Math.Min(1, longest / (double)Math.Max(picture.Width, picture.Height));
        return GrayCrop.StretchTo(picture, Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
    }

    /// <summary>Turned about the middle, moved to the right and zoomed; what comes from outside is the nearest edge.</summary>
    private static GrayImage Warped(GrayImage picture, double degrees, double shift, double zoom)
    {
        (int width, int height) = (picture.Width, picture.Height);
        (double sine, double cosine) = Math.SinCos(degrees * Math.PI / 180);
        byte[] pixels = new byte[picture.Pixels.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double dx = (x - (width - 1) / 2.0 - shift * width) * zoom, dy = (y - (height - 1) / 2.0) * zoom;
                double sx = Math.Clamp((width - 1) / 2.0 + cosine * dx + sine * dy, 0, width - 1), sy =
                    Math.Clamp((height - 1) / 2.0 - sine * dx + cosine * dy, 0, height - 1);
                int left = (int)sx, top = (int)sy, right = Math.Min(left + 1, width - 1), bottom = Math.Min(top + 1, height - 1);
                double across = sx - left, down = sy - top;
                double upper = picture.Pixels[top * width + left] * (1 - across) + picture.Pixels[top * width + right] * across;
                double lower = picture.Pixels[bottom * width + left] * (1 - across) + picture.Pixels[bottom * width + right] * across;
                pixels[y * width + x] = (byte)Math.Round(upper * (1 - down) + lower * down);
            }
        }

        return new GrayImage(width, height, pixels);
    }

    /// <summary>A white R in a top corner, as films carry them.</summary>
    private static GrayImage Lettered(GrayImage picture, double percent, int image)
    {
        byte[] pixels = [.. picture.Pixels];
        int cell = Math.Max(1, (int)Math.Round(percent / 100 * picture.Height / Letter.Length)), margin = Math.Max(1, picture.Height / 40);
        int left = image % 2 == 0 ? margin : picture.Width - margin - cell * Letter[0].Length;
        for (int y = 0; y < cell * Letter.Length; y++)
        {
            for (int x = 0; x < cell * Letter[0].Length; x++)
            {
                (int px, int py) = (left + x, margin + y);
                if (Letter[y / cell][x / cell] == '#' && px >= 0 && px < picture.Width && py < picture.Height)
                {
                    pixels[py * picture.Width + px] = 255;
                }
            }
        }

        return new GrayImage(picture.Width, picture.Height, pixels);
    }
}
