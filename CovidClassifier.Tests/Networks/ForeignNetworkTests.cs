using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>
/// Classifiers that others wrote, as their exporters write them: the ONNX project's own test networks in the shared folder, and every .onnx file in the folder
/// that COVIDCLASSIFIER_NETWORKS names.
/// </summary>
public sealed class ForeignNetworkTests
{
    private static IEnumerable<string> Files =>
    [
        .. Below(SharedFolder.Find("models/light")),
        .. Below(Environment.GetEnvironmentVariable("COVIDCLASSIFIER_NETWORKS")),
    ];

    [TestCaseSource(nameof(Files))]
    public void AnyClassifier_GivesLogitsFeaturesAndAPlaceToCut(string file)
    {
        Network foreign = Network.FromOnnx(file, Preprocessing.ImageNet);
        NetworkGraph network = foreign.Build(3, new Seed(1));
        Assert.That(network.Outputs, Is.EqualTo(3));
        RequireRowsOfTheirOwn(network.Model, network, NetworkGraph.Logits, 3);

        FeatureGraph features = FeatureGraph.Of(foreign.Original(new Seed(1)));
        Assert.That(features.Length, Is.InRange(4, 30_000));
        RequireRowsOfTheirOwn(features.Model, network, FeatureGraph.Features, features.Length);

        CutPoints.CutPoint cut = CutPoints.Default(network);
        Assert.That(cut.Resolution, Is.GreaterThan(1));
        TestContext.Out.WriteLine($"{Path.GetFileName(file)}: {features.Length} features, cut at {cut.Tensor} [{string.Join(',', cut.Shape)}]");
    }

    // three images at once: each row must be what the image gets when it is alone
    private static void RequireRowsOfTheirOwn(ModelProto model, NetworkGraph size, string output, int length)
    {
        using var session = new OnnxSession(model);
        float[] together = Run(session, size, output, 0, 1, 2);
        Assert.That(together, Has.Length.EqualTo(3 * length));
        float[] apart = [.. Enumerable.Range(0, 3).SelectMany(i => Run(session, size, output, i))];
        Assert.That(together, Is.EqualTo(apart).Within(1e-3 * Math.Max(1e-6, apart.Max(Math.Abs))));
    }

    private static float[] Run(OnnxSession session, NetworkGraph size, string output, params int[] images)
    {
        using var inputs = new NamedValues();
        Span<float> pixels = inputs.AddFloats(NetworkGraph.Pixels, images.Length, 1, size.Height, size.Width);
        int count = size.Width * size.Height;
        for (int i = 0; i < images.Length; i++)
        {
            RandomStream random = new Seed(5).For(images[i]).Open();
            foreach (ref float pixel in pixels.Slice(i * count, count))
            {
                pixel = random.Below(256);
            }
        }

        using NamedValues outputs = session.Run(inputs, [output]);
        return outputs.Floats(output).ToArray();
    }

    private static IEnumerable<string> Below(string? folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal) : [];
}
