using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Learning.Features;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Tests.Networks;

namespace CovidClassifier.Tests.Learning;

public sealed class FineTuningTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Train_FromACut_LeavesTheFrontAndTrainsTheTail()
    {
        Network basis = Basis();
        Dictionary<string, float[]> before = Weights(basis.Build(2, new Seed(1).For("weights")).Model);
        using CovidModel model = Builder().WithNetwork(basis.FineTuned()).Train();
        model.SaveOnnx(_folder["tuned.onnx"]);
        Dictionary<string, float[]> after = Weights(OnnxFile.Load(_folder["tuned.onnx"]));
        foreach (string name in before.Keys)
        {
            bool isFront = name.StartsWith("conv", StringComparison.Ordinal);
            Assert.That(after[name].SequenceEqual(before[name]), Is.EqualTo(isFront), name);
        }

        Assert.That(model.Card.History, Has.Count.EqualTo(3));
    }

    [Test]
    public void Train_SameSeedTwice_GivesTheSameModel()
    {
        using CovidModel first = Builder().WithNetwork(Basis().FineTuned()).Train(), second = Builder().WithNetwork(Basis().FineTuned()).Train();
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(second.Predict(image).Probabilities, Is.EqualTo(first.Predict(image).Probabilities));
    }

    [Test]
    public void Train_All_ChangesTheFrontToo()
    {
        Network basis = Basis();
        Dictionary<string, float[]> before = Weights(basis.Build(2, new Seed(1).For("weights")).Model);
        using CovidModel model = Builder().WithNetwork(basis.FineTuned(new FineTuningOptions { All = true })).Train();
        model.SaveOnnx(_folder["tuned.onnx"]);
        Assert.That(Weights(OnnxFile.Load(_folder["tuned.onnx"]))["conv1.weight"].SequenceEqual(before["conv1.weight"]), Is.False);
    }

    [Test]
    public void Train_UnknownCut_ListsThePlaces() =>
        Assert.That(
            () => Builder().WithNetwork(Basis().FineTuned(new FineTuningOptions { Cut = "nowhere" })).Train(),
            Throws.TypeOf<NetworkException>().With.Message.Contains("cannot be cut at 'nowhere'").And.Message.Contains("[64,85,85]"));

    [Test]
    public void MirrorAverage_AnyImage_IsTheMeanOfBothLogits()
    {
        NetworkGraph network = Network.CustomCnn().Build(3, new Seed(4));
        GrayImage image = XRayDecoder.Decode(Some.Png(64, 3, 1), 256, 256);
        byte[] mirrored = [.. Enumerable.Range(0, 256 * 256).Select(i => image.Pixels[i / 256 * 256 + 255 - i % 256])];
        float[] plain = NetworkScores.Logits(network, image.Pixels), mirror = NetworkScores.Logits(network, mirrored);
        Assert.That(NetworkScores.Logits(MirrorAverage.Of(network), image.Pixels), Is.EqualTo(plain.Zip(mirror, (a, b) => (a + b) / 2)).Within(1e-5));
        Assert.That(mirror, Is.Not.EqualTo(plain).Within(1e-5));
    }

    [Test]
    public void ActivationCache_InAFile_HoldsWhatMemoryHolds()
    {
        NetworkGraph network = Network.CustomCnn().Build(2, new Seed(4));
        CutPoints.CutPoint cut = CutPoints.Default(network);
        ModelProto front = GraphCut.Between(network.Model, [], [ValueInfos.Of(cut.Tensor, TensorProto.Types.DataType.Float, [-1, .. cut.Shape])]);
        static void Fill(int entry, Span<float> pixels) => pixels.Fill(20 * entry);
        var inference = new CachedInference(cache: null, front, "", cut.Tensor, 256, 256, ExecutionProvider.Cpu);
        using var memory = ActivationCache.Build(inference, cut, 11, Fill, long.MaxValue, (_, _) => { }, default);
        using var file = ActivationCache.Build(inference, cut, 11, Fill, 0, (_, _) => { }, default);
        float[] a = new float[cut.Size], b = new float[cut.Size];
        for (int i = 0; i < 11; i++)
        {
            memory.CopyTo(i, a);
            file.CopyTo(i, b);
            Assert.That(b, Is.EqualTo(a));
        }

        Assert.That(a.Max(), Is.GreaterThan(0));
    }

    /// <summary>The CNN through the import door; its default cut lies behind the second convolution.</summary>
    private Network Basis()
    {
        Network.CustomCnn().SaveOnnx(_folder["basis.onnx"], 2, seed: 3);
        return Network.FromOnnx(_folder["basis.onnx"]);
    }

    private static CovidModelBuilder Builder() => new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithTraining(t => t with { Epochs = 3 });

    private static Dictionary<string, float[]> Weights(ModelProto model) => model.Graph.Initializer
        .Where(i => i.Name.StartsWith("conv", StringComparison.Ordinal) || i.Name.StartsWith("dense", StringComparison.Ordinal))
        .ToDictionary(i => i.Name, i => i.Floats());
}
