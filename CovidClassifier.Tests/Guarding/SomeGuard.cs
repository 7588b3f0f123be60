using CovidClassifier.Guarding;
using CovidClassifier.Imaging;
using CovidClassifier.Phantoms;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;
using Google.Protobuf;

namespace CovidClassifier.Tests.Guarding;

/// <summary>A guard that knows drawn chests, and models that have it.</summary>
internal static class SomeGuard
{
    private static readonly Lazy<(InputGuard Guard, CoarseFacts[] Chests)> Known = new(() =>
    {
        CoarseFacts[] chests = [.. Draw(60, seed: 5).Select(p => Facts(new GrayImage(p.Size, p.Size, p.Pixels)))];
        return (InputGuard.Fit(chests, [.. Enumerable.Range(0, chests.Length)]), chests);
    });

    public static InputGuard Guard => Known.Value.Guard;

    public static Phantom[] Draw(int perClass, int seed, int size = 128) =>
        [.. new PhantomStudy { ImagesPerClass = perClass, Size = size, Seed = seed }.Draw()];

    /// <summary>What the graph computes, by plain sums.</summary>
    public static CoarseFacts Facts(GrayImage image)
    {
        double[] fields = Array.ConvertAll(GrayCrop.StretchTo(image, CoarsePicture.Side, CoarsePicture.Side).Pixels, g => (double)g);
        double mean = fields.Average(), contrast = Math.Sqrt(fields.Average(f => (f - mean) * (f - mean)) + 0.25);
        return new CoarseFacts([.. fields.Select(f => (float)((f - mean) / contrast))], mean, contrast);
    }

    public static byte[] Graph(int size) => ScoringGraph.Build(
        SomeModel.Network(2, size), new DecisionRule(SomeModel.TwoClasses, "COVID-19", 0.5f), calibrate: null, Guard).ToByteArray();

    public static GuardVerdict Ask(GrayImage image, int size = 128)
    {
        using var scorer = new Scorer(Graph(size), threads: 1);
        return scorer.Score(GrayCrop.StretchTo(image, size, size), SomeModel.TwoClasses).Guard!;
    }
}
