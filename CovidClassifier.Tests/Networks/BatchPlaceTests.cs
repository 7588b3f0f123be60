using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>Attention as PyTorch writes it for one image, opened to any number of them.</summary>
public sealed class BatchPlaceTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public void FromOnnx_MultiheadAttention_IsOpened(bool isImageFirst)
    {
        SmallTransformer.Write(_folder["net.onnx"], batch: 1, isImageFirst);
        RequireOpened(SmallTransformer.Side);
    }

    [Test]
    public void FromOnnx_FixedToSeveralImages_IsOpened()
    {
        SmallTransformer.Write(_folder["net.onnx"], batch: 4, isImageFirst: true);
        RequireOpened(SmallTransformer.Side);
    }

    private void RequireOpened(int side)
    {
        NetworkGraph network = Network.FromOnnx(_folder["net.onnx"], Preprocessing.ZeroOne).Build(3, new CovidClassifier.Foundation.Seed(1));
        using var session = new OnnxSession(network.Model);
        float[] Run(params int[] images)
        {
            using var inputs = new NamedValues();
            Span<float> pixels = inputs.AddFloats(NetworkGraph.Pixels, images.Length, 1, side, side);
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (i * (3 + images[i / (side * side)])) % 256;
            }

            using NamedValues outputs = session.Run(inputs, [NetworkGraph.Logits]);
            return outputs.Floats(NetworkGraph.Logits).ToArray();
        }

        float[] together = Run(0, 1, 2);
        Assert.That(together, Is.EqualTo(Run(0).Concat(Run(1)).Concat(Run(2))).Within(1e-4));
        Assert.That(together[..3], Is.Not.EqualTo(together[3..6]).Within(1e-4));
    }
}
