using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Tests.Learning;

namespace CovidClassifier.Tests.Networks;

/// <summary>
/// Classifiers that others wrote, as their exporters write them: the ONNX project's own test networks in the shared folder, and every .onnx file in the folder
/// that COVIDCLASSIFIER_NETWORKS names, for which the two scripts in Exports make some forty (random weights).
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

    private static IEnumerable<string> Exports => Below(Environment.GetEnvironmentVariable("COVIDCLASSIFIER_NETWORKS"));

    [TestCaseSource(nameof(Exports))]
    public void AnyExport_FrozenFineTunedSavedAndLoaded_ScoresLikePlainOnnxRuntime(string file)
    {
        using var folder = new TempFolder();
        var network = Network.FromOnnx(file, Preprocessing.ImageNet);
        NetworkGraph original = network.Original(new Seed(1));
        byte[] image = Some.Png(original.Width, 3, 1);
        float[] plain = PlainOutput(file, image, original);
        float[] own = NetworkScores.Logits(original, XRayDecoder.Decode(image, original.Width, original.Height).Pixels);
        bool areProbabilities = plain.All(p => p >= 0) && Math.Abs(plain.Sum() - 1) < 1e-4;
        double imported = Difference(plain, areProbabilities ? Softmax(own) : own);
        Assert.That(imported, Is.LessThan(1e-5), "the import itself");
        LearningPlan[] plans = original.Notes.Contains(OneByOne.Note) ? [network.Frozen()] : [network.Frozen(), network.FineTuned()];
        double[] trained = [.. plans.Select(plan =>
        {
            using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(12))
                .WithTraining(t => t with { Epochs = 1, BatchSize = 4 }).WithNetwork(plan).Train();
            model.Save(folder["m.zip"]);
            model.SaveOnnx(folder["m.onnx"]);
            using CovidModel loaded = CovidModel.Load(folder["m.zip"]);
            float[] scores = [.. loaded.Predict(image).Probabilities.Select(p => (float)p.Probability)];
            return Difference(PlainOnnx.Score(folder["m.onnx"], image, original.Width), scores);
        })];
        TestContext.Out.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Path.GetFileNameWithoutExtension(file)} | {(original.EndsInFeatures ? "features" : "classes")} "
            + $"{original.Outputs} | {imported:0.0e0} | {trained[0]:0.0e0} | {(trained.Length > 1 ? trained[1] : double.NaN):0.0e0} |"));
        Assert.That(trained.Max(), Is.LessThan(1e-5));
    }

    // as a share of the largest number, which a network without trained weights may make any size
    private static double Difference(float[] expected, float[] actual)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        return expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() / Math.Max(1, expected.Max(Math.Abs));
    }

    private static float[] Softmax(float[] logits)
    {
        double[] powers = [.. logits.Select(z => Math.Exp(z - logits.Max()))];
        return [.. powers.Select(p => (float)(p / powers.Sum()))];
    }

    private static float[] PlainOutput(string file, byte[] image, NetworkGraph size)
    {
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(file);
        byte[] gray = XRayDecoder.Decode(image, size.Width, size.Height).Pixels;
        float[] means = [0.485f, 0.456f, 0.406f], deviations = [0.229f, 0.224f, 0.225f];
        bool isChannelsLast = session.InputMetadata[session.InputNames[0]].Dimensions[^1] == 3;
        float Pixel(byte level, int channel) => ((level / 255f) - means[channel]) / deviations[channel];
        int[] channels = [0, 1, 2];
        float[] pixels = isChannelsLast
            ? [.. gray.SelectMany(g => channels.Select(c => Pixel(g, c)))]
            : [.. channels.SelectMany(c => gray.Select(g => Pixel(g, c)))];
        int images = Math.Max(1, session.InputMetadata[session.InputNames[0]].Dimensions[0]);
        long[] shape = isChannelsLast ? [images, size.Height, size.Width, 3] : [images, 3, size.Height, size.Width];
        float[] copies = [.. Enumerable.Repeat(pixels, images).SelectMany(p => p)];
        using var value = Microsoft.ML.OnnxRuntime.OrtValue.CreateTensorValueFromMemory(copies, shape);
        using var run = new Microsoft.ML.OnnxRuntime.RunOptions();
        using var outputs = session.Run(run, [session.InputNames[0]], [value], [session.OutputNames[^1]]);
        ReadOnlySpan<float> all = outputs[0].GetTensorDataAsSpan<float>();
        return all[..(all.Length / images)].ToArray();
    }

    // two images at once: each row must be what the image gets when it is alone
    private static void RequireRowsOfTheirOwn(ModelProto model, NetworkGraph size, string output, int length)
    {
        using var session = new OnnxSession(model);
        float[] together = Run(session, size, output, 0, 1);
        Assert.That(together, Has.Length.EqualTo(2 * length));
        float[] apart = [.. Enumerable.Range(0, 2).SelectMany(i => Run(session, size, output, i))];
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
