using CovidClassifier.Foundation;
using CovidClassifier.Phantoms;
using CovidClassifier.Tests.Imaging;

namespace CovidClassifier.Tests.Auditing;

/// <summary>Smooth random pictures of one kind, each different, with facts chosen by the test.</summary>
internal static class SomeChests
{
    /// <summary>A PNG of blobs drawn from a seed.</summary>
    public static byte[] Png(int number, int width = 96, int height = 96, bool isColour = false)
    {
        Func<double, double, int> gray = Picture(number);
        return new TestPng(width, height, depth: 8, colourType: isColour ? 2 : 0)
        {
            PieceLength = 4000,
            Filter = _ => 1,
            Pixel = (x, y) => gray((x + 0.5) / width, (y + 0.5) / height) is var g && isColour ? [g, g, g] : [g],
        }.Encode();
    }

    /// <summary>Gray at a place, both coordinates 0 to 1.</summary>
    public static Func<double, double, int> Picture(int number)
    {
        RandomStream random = new Seed((ulong)number).For("chest").Open();
        (double X, double Y, double Size, double Height)[] blobs =
            [.. Enumerable.Range(0, 40).Select(_ => (random.NextDouble(), random.NextDouble(), random.Uniform(0.03, 0.2), random.Uniform(-60, 60)))];
        return (x, y) => (int)Math.Clamp(
            128 + blobs.Sum(b => b.Height * Math.Exp(-((x - b.X) * (x - b.X) + (y - b.Y) * (y - b.Y)) / (b.Size * b.Size))), 0, 255);
    }

    /// <summary>Images of two classes, each of a patient of its own, changed by the test.</summary>
    public static XRayDataset Dataset(int perClass, Func<int, bool, XRayImage> image) => XRayDataset.FromImages(
        Enumerable.Range(0, 2 * perClass).Select(i => image(i, i % 2 == 0) with { Label = i % 2 == 0 ? "COVID-19" : "Normal" }), "chests");

    /// <summary>Drawn chests, twins but for the disease.</summary>
    public static XRayDataset Drawn(int perClass, int size = 128) =>
        XRayDataset.FromImages(new PhantomStudy { ImagesPerClass = perClass, Size = size, Seed = 4 }.Draw().Select(p =>
        XRayImage.FromBytes(p.ToPng(), p.File) with { Label = p.Label, PatientId = p.Patient, Source = "one", View = p.View, Age = p.Age, Sex = p.Sex }));

    /// <summary>An image with a white square of a fourteenth of the side at a place (left, top; 0 to 1), or without.</summary>
    public static XRayImage Marked(int number, (double X, double Y)? mark)
    {
        const int side = 96;
        Func<double, double, int> gray = Picture(number);
        byte[] png = new TestPng(side, side, depth: 8, colourType: 0)
        {
            PieceLength = 4000,
            Filter = _ => 1,
            Pixel = (x, y) => [mark is { } at && (x / (double)side - at.X) is >= 0 and < 0.07 && (y / (double)side - at.Y) is >= 0 and < 0.07
                ? 255 : gray((x + 0.5) / side, (y + 0.5) / side)],
        }.Encode();
        return XRayImage.FromBytes(png, $"{number}.png") with { PatientId = $"p{number}", Source = "one", View = "PA", Age = 40 + number % 30 };
    }

    public static XRayImage Image(int number, int width = 24, int height = 24, bool isColour = false) =>
        XRayImage.FromBytes(
            Png(number, width, height, isColour), $"{number}.png") with
        { PatientId = $"p{number}", Source = "one", View = "PA", Age = 40 + number % 30 };
}
