using CovidClassifier.Foundation;
using CovidClassifier.Tests.Imaging;

namespace CovidClassifier.Tests;

/// <summary>Arbitrary values for tests that do not care which.</summary>
internal static class Some
{
    /// <summary>X-rays drawn in memory: noise, with a bright stripe whose place tells the class. Two images per patient.</summary>
    public static XRayDataset Dataset(int images = 48, int side = 64, params string[] classNames)
    {
        string[] classes = classNames.Length > 0 ? classNames : ["COVID-19", "Normal"];
        return XRayDataset.FromImages(
            [.. Enumerable.Range(0, images).Select(i => XRayImage.FromBytes(Png(side, i, i / 2 % classes.Length), $"image {i}.png") with
            {
                Label = classes[i / 2 % classes.Length],
                PatientId = $"patient {i / 2}",
                Source = "drawn",
            })],
            "stripes");
    }

    /// <summary>A gray PNG of noise with a stripe at the height of <paramref name="stripe"/>.</summary>
    public static byte[] Png(int side, int seed, int stripe)
    {
        RandomStream random = new Seed(77).For(seed).Open();
        return new TestPng(side, side, depth: 8, colourType: 0)
        {
            Pixel = (_, y) => [random.Below(120) + (y / (side / 8) == 1 + 3 * stripe ? 120 : 0)],
        }.Encode();
    }
}
