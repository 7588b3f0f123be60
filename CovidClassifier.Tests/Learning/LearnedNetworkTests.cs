using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Tests.Networks;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Tests.Learning;

public sealed class LearnedNetworkTests
{
    private static readonly NetworkGraph Cnn = Network.CustomCnn(inputSize: 64).Build(2, new Seed(1));

    /// <summary>One that this machine's ONNX Runtime does not have.</summary>
    private static ExecutionProvider Absent { get; } =
        OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider") ? ExecutionProvider.DirectMl : ExecutionProvider.Cuda;

    [Test]
    public void Logits_OfAPart_AreThoseOfEachImageInOrder()
    {
        using DecodedDataset images = Images();
        XRayDataset part = images.Dataset.Subset("some", [5, 1, 7]);
        using var learned = new LearnedNetwork(Cnn, [], BestEpoch: 0);
        float[][] expected = [.. part.Images.Select(i => NetworkScores.Logits(Cnn, images.Image(i).Pixels))];
        Assert.That(learned.Logits(images, part, default), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void Logits_OnAProvider_AreAskedOfThatProvider()
    {
        using DecodedDataset images = Images();
        using var learned = new LearnedNetwork(Cnn, [], BestEpoch: 0) { Provider = Absent };
        Assert.That(() => learned.Logits(images, images.Dataset, default),
            Throws.TypeOf<NetworkException>().With.Message.Contains($"Execution provider {Absent} was asked for"));
    }

    [Test]
    public void Logits_OfNoImages_AreNone()
    {
        using DecodedDataset images = Images();
        using var learned = new LearnedNetwork(Cnn, [], BestEpoch: 0);
        Assert.That(learned.Logits(images, images.Dataset.Subset("none", []), default), Is.Empty);
    }

    private static DecodedDataset Images() => DecodedDataset.Decode(Some.Dataset(8), 64, 64, memory: 1 << 20, progress: null, default);
}
