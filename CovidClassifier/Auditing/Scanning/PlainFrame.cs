using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Scanning;

/// <summary>
/// Cuts plain edges off a picture: rows and columns of one gray level, as padding and collimation leave them. A picture and its padded copy
/// then show the same.
/// </summary>
internal static class PlainFrame
{
    /// <summary>Gray levels by which a pixel may differ from its row's middle value and still count as plain.</summary>
    private const int Tolerance = 10;

    /// <summary>Share of a row's pixels that may differ more: noise and compression.</summary>
    private const double MostOthers = 0.01;

    /// <summary>What is left is at least this share of a side; else the picture stays whole.</summary>
    private const double LeastLeft = 0.3;

    /// <summary>The picture without them.</summary>
    public static GrayImage Cut(GrayImage image)
    {
        (int top, int bottom) = Inside(image.Height, y => IsPlain(image, y * image.Width, 1, image.Width));
        (int left, int right) = Inside(image.Width, x => IsPlain(image, top * image.Width + x, image.Width, bottom - top));
        bool isWhole = (left, top, right, bottom) == (0, 0, image.Width, image.Height)
            || right - left < LeastLeft * image.Width || bottom - top < LeastLeft * image.Height;
        return isWhole ? image : GrayCrop.Cut(image, (left, top, right, bottom), path: null);
    }

    private static (int First, int End) Inside(int count, Func<int, bool> isPlain)
    {
        int first = 0, end = count;
        while (first < count && isPlain(first))
        {
            first++;
        }

        while (end > first && isPlain(end - 1))
        {
            end--;
        }

        return first < end ? (first, end) : (0, count);
    }

    private static bool IsPlain(GrayImage image, int start, int step, int count)
    {
        Span<int> levels = stackalloc int[256];
        levels.Clear();
        for (int i = 0; i < count; i++)
        {
            levels[image.Pixels[start + i * step]]++;
        }

        int middle = 0;
        for (int below = levels[0]; below <= count / 2 && middle < 255; below += levels[middle])
        {
            middle++;
        }

        int others = 0;
        for (int level = 0; level < levels.Length; level++)
        {
            others += Math.Abs(level - middle) > Tolerance ? levels[level] : 0;
        }

        return others <= MostOthers * count;
    }
}
