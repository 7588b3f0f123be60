using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;
using Google.Protobuf;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>Models and pictures that are made in a moment.</summary>
internal static class SmallModels
{
    public const int Side = 64;

    private const int Cells = 16;

    private static readonly string[] Classes = ["Normal", "COVID-19"];

    /// <summary>A network of averages over a grid and one dense layer, as an .onnx file.</summary>
    public static byte[] Network(ulong seed = 1) => Graph(seed).Model.ToByteArray();

    /// <summary>A model of that network, as a zip.</summary>
    /// <param name="seed">Of its weights.</param>
    /// <param name="hasMap">Whether a convolution comes first, so that its predictions can be explained.</param>
    public static byte[] Zip(ulong seed = 1, bool hasMap = false)
    {
        NetworkGraph network = Graph(seed, hasMap);
        var card = new ModelCard
        {
            ClassNames = Classes,
            PositiveLabel = Classes[1],
            Seed = (long)seed,
            Network = new CardNetwork { Name = "small", InputWidth = Side, InputHeight = Side, ParameterCount = Cells * Classes.Length },
            Notes = ["A note."],
            Recipe = new Dictionary<string, string> { ["mode"] = "none" },
        };
        using var zip = new MemoryStream();
        ModelZip.Write(zip, new GraphScoringModel(ScoringGraph.Build(network, CardReader.Rule(card)).ToByteArray()), card);
        return zip.ToArray();
    }

    /// <summary>A model whose head is trees of ML.NET, as a zip.</summary>
    public static byte[] TreesZip(Scratch scratch)
    {
        string network = scratch.Write("network.onnx", Network()), zip = scratch["trees.zip"];
        using CovidModel model = new CovidModelBuilder(seed: 1)
            .WithData(Pictures(perClass: 12))
            .WithAudits(AuditDepth.None)
            .WithNetwork(CovidClassifier.Network.FromOnnx(network, Preprocessing.ZeroOne).Frozen(Head.Parse("lightgbm")))
            .Train();
        model.Save(zip);
        return File.ReadAllBytes(zip);
    }

    /// <summary>Pictures of two kinds, with noise of their own.</summary>
    public static XRayDataset Pictures(int perClass) => XRayDataset.FromImages(
        [.. Enumerable.Range(0, 2 * perClass).Select(i =>
            XRayImage.FromBytes(Picture((ulong)i, i % 2), $"{i}.png") with { Label = Classes[i % 2], PatientId = $"{i}", Source = "drawn" })],
        "drawn");

    /// <summary>A PNG of noise whose left or right half is brighter.</summary>
    public static byte[] Picture(ulong seed, int kind)
    {
        RandomStream random = new Seed(seed).For("picture").Open();
        byte[] pixels = [.. Enumerable.Range(0, Side * Side).Select(i => (byte)(random.Below(100) + (i % Side < Side / 2 == (kind == 0) ? 100 : 0)))];
        return PngEncoder.Png(pixels, Side, Side);
    }

    private static NetworkGraph Graph(ulong seed, bool hasMap = false)
    {
        ModelProto model = OnnxFile.Create("small");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, Side, Side);
        string unit = builder.Add("Div", [builder.Add("Sub", [NetworkGraph.Pixels, builder.Constant(127f)]), builder.Constant(255f)]);
        unit = hasMap ? builder.Add("Conv", [unit, builder.FloatTensor([0.5f], 1, 1, 1, 1)]) : unit;
        string pooled = builder.Add(
            "AveragePool", [unit], Attributes.Of("kernel_shape", [Side / 4L, Side / 4L]), Attributes.Of("strides", [Side / 4L, Side / 4L]));
        RandomStream random = new Seed(seed).Open();
        float[] weights = [.. Enumerable.Range(0, Cells * Classes.Length).Select(_ => (float)random.Normal() * 4)];
        builder.AddAs(
            NetworkGraph.Logits, "Gemm", [builder.Add("Flatten", [pooled]), builder.FloatTensor(weights, Cells, Classes.Length)]);
        builder.Output(NetworkGraph.Logits, -1, Classes.Length);
        return new NetworkGraph(model, Side, Side, Classes.Length);
    }
}
