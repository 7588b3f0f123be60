using CovidClassifier.Foundation;

namespace CovidClassifier.Augmentation;

/// <summary>
/// A band along a border or a rectangle in a corner that is painted over: where letters, markers and black frames stand that tell sources apart (random
/// erasing, Zhong et al., AAAI 2020, kept to where no lung is).
/// </summary>
/// <param name="Place">0 to 3: top, right, bottom, left border; 4 to 7: top left, top right, bottom right, bottom left corner.</param>
/// <param name="Width">Share of the image's width; along a top or bottom border the whole.</param>
/// <param name="Height">Share of the image's height; along a left or right border the whole.</param>
/// <param name="Gray">What it is painted with, 0 to 255.</param>
internal readonly record struct ErasedPlace(int Place, double Width, double Height, byte Gray)
{
    private const int Places = 8;

    /// <param name="most">Share of the side that a band takes at most; a corner's rectangle takes twice that of both sides at most.</param>
    /// <param name="random">Gives four numbers.</param>
    public static ErasedPlace Draw(double most, RandomStream random)
    {
        int place = random.Below(Places);
        double first = random.NextDouble() * most, second = random.NextDouble() * most;
        byte gray = (byte)random.Below(256);
        return place < 4
            ? new ErasedPlace(place, place % 2 == 0 ? 1 : first, place % 2 == 0 ? first : 1, gray)
            : new ErasedPlace(place, 2 * first, 2 * second, gray);
    }

    /// <summary>Paints it over.</summary>
    public void Apply(Span<byte> pixels, int width, int height)
    {
        int columns = (int)Math.Round(Math.Min(1, Width) * width), rows = (int)Math.Round(Math.Min(1, Height) * height);
        int left = Place is 1 or 5 or 6 ? width - columns : 0, top = Place is 2 or 6 or 7 ? height - rows : 0;
        for (int y = top; y < top + rows; y++)
        {
            pixels.Slice(y * width + left, columns).Fill(Gray);
        }
    }
}
