using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;
using Google.Protobuf;
using SkiaSharp;

namespace CovidClassifier.Tests.Packaging;

/// <summary>Small networks, models and pictures: enough to tell pictures apart, quick to make.</summary>
internal static class SomeModel
{
    public static readonly string[] TwoClasses = ["Normal", "COVID-19"];

    public static readonly string[] ThreeClasses = ["Normal", "COVID-19", "Pneumonia"];

    /// <summary>Pixels to logits: averages over a 4 x 4 grid, centred, then one dense layer with seeded weights.</summary>
    public static NetworkGraph Network(int outputs, int size = 64, ulong seed = 1, float scale = 4)
    {
        ModelProto model = OnnxFile.Create("some");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, size, size);
        string unit = builder.Add("Div", [builder.Add("Sub", [NetworkGraph.Pixels, builder.Constant(127f)]), builder.Constant(255f)]);
        long window = size / 4;
        string pooled = builder.Add("AveragePool", [unit], Attributes.Of("kernel_shape", [window, window]), Attributes.Of("strides", [window, window]));
        RandomStream random = new Seed(seed).Open();
        float[] weights = [.. Enumerable.Range(0, 16 * outputs).Select(_ => (float)random.Normal() * scale)];
        builder.AddAs(NetworkGraph.Logits, "Gemm", [builder.Add("Flatten", [pooled]), builder.FloatTensor(weights, 16, outputs)]);
        builder.Output(NetworkGraph.Logits, -1, outputs);
        return new NetworkGraph(model, size, size, outputs);
    }

    /// <summary>A network of which nearly all bytes are weights.</summary>
    /// <param name="digits">Of each weight.</param>
    public static NetworkGraph Wide(Func<float, float> digits)
    {
        ModelProto model = OnnxFile.Create("wide");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, 64, 64);
        RandomStream random = new Seed(1).Open();
        float[] weights = [.. Enumerable.Range(0, 2 * 64 * 64).Select(_ => digits((float)random.Normal() / 1000))];
        builder.AddAs(
            NetworkGraph.Logits, "Gemm", [builder.Add("Flatten", [NetworkGraph.Pixels]), builder.FloatTensor(weights, 64 * 64, 2)]);
        builder.Output(NetworkGraph.Logits, -1, 2);
        return new NetworkGraph(model, 64, 64, 2);
    }

    /// <summary>A network whose logits are these numbers, whatever the picture.</summary>
    public static NetworkGraph ConstantNetwork(params float[] logits)
    {
        ModelProto model = OnnxFile.Create("constant");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, 64, 64);
        string mean = builder.Add("ReduceMean", [NetworkGraph.Pixels, builder.Constant(1, 2, 3)], Attributes.Of("keepdims", 0));
        string zero = builder.Add("Mul", [builder.Add("Unsqueeze", [mean, builder.Constant(1)]), builder.Constant(0f)]);
        builder.AddAs(NetworkGraph.Logits, "Add", [zero, builder.FloatTensor(logits, 1, logits.Length)]);
        builder.Output(NetworkGraph.Logits, -1, logits.Length);
        return new NetworkGraph(model, 64, 64, logits.Length);
    }

    public static ModelCard Card(NetworkGraph network, string? positiveLabel = null, float threshold = 0.5f) => new()
    {
        ClassNames = network.Outputs == 3 ? ThreeClasses : TwoClasses,
        PositiveLabel = positiveLabel,
        Threshold = threshold,
        Seed = 7,
        Network = new CardNetwork { Name = "some", InputWidth = network.Width, InputHeight = network.Height, ParameterCount = 16 * network.Outputs },
    };

    /// <summary>What such a model is made of, at a threshold of 0.5.</summary>
    public static IScoringModel Scoring(NetworkGraph network) =>
        new GraphScoringModel(ScoringGraph.Build(network, CardReader.Rule(Card(network))).ToByteArray());

    public static CovidModel Make(NetworkGraph network, string? positiveLabel = null, float threshold = 0.5f)
    {
        ModelCard card = Card(network, positiveLabel, threshold);
        return new CovidModel(ScoringGraph.Build(network, CardReader.Rule(card)), card);
    }

    /// <summary>A PNG of noise in soft patches, another for each seed.</summary>
    public static byte[] Picture(ulong seed, int width = 90, int height = 70)
    {
        RandomStream random = new Seed(seed).Open();
        float[] patches = [.. Enumerable.Range(0, 16).Select(_ => (float)random.Uniform(0, 220))];
        var pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                pixels[y * width + x] = (byte)(patches[4 * (4 * y / height) + 4 * x / width] + random.Uniform(0, 35));
            }
        }

        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), pixels);
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
