using CovidClassifier.Foundation;
using CovidClassifier.Learning.Heads;

namespace CovidClassifier.Tests.Learning.Heads;

/// <summary>Made-up features: noise around a mean per class, each feature on a scale of its own.</summary>
internal static class SomeFeatures
{
    public static HeadData Data(int[] imagesPerClass, int features = 6, ClassWeighting weighting = ClassWeighting.Balanced)
    {
        int[] labels = [.. imagesPerClass.SelectMany((n, c) => Enumerable.Repeat(c, n))];
        RandomStream random = new Seed(5).Open();
        float[][] rows = [.. labels.Select(label => Enumerable.Range(0, features)
            .Select(f => (float)(Math.Pow(10, f - 2) * (f + random.Normal() + (f % imagesPerClass.Length == label ? 1.5 : 0)))).ToArray())];
        return new HeadData(rows, labels, imagesPerClass.Length, weighting);
    }
}
