using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging;
using CovidClassifier.Quantization;
using CovidClassifier.Scoring;
using Google.Protobuf;

namespace CovidClassifier.Benchmarks;

/// <summary>The images and networks that measurements run on.</summary>
internal static class BenchmarkData
{
    /// <summary>Folder of X-rays at their full size.</summary>
    public static string OriginalsFolder => SharedFolder.Path("data/originals");

    /// <summary>Its files, in ordinal order.</summary>
    public static string[] Originals => [.. Directory.EnumerateFiles(OriginalsFolder).Order(StringComparer.Ordinal)];

    /// <summary>MobileNetV2 with ImageNet weights.</summary>
    public static string MobileNetV2 => SharedFolder.Path("models/mobilenet_v2_imagenet.onnx");

    /// <summary>The bundled drawings, in ordinal order.</summary>
    public static string[] Phantoms =>
        [.. Directory.EnumerateFiles(Project.File("samples/data/phantoms"), "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>MobileNetV2 with an untrained last layer for two classes: only speed matters.</summary>
    public static NetworkGraph MobileNetV2Classifier() => Network.FromOnnx(MobileNetV2, Preprocessing.MinusOneOne).Build(2, new Seed(1));

    /// <summary>The same as a model.</summary>
    public static CovidModel OpenMobileNetV2()
    {
        ModelCard card = MobileNetV2Card();
        return new CovidModel(ScoringGraph.Build(MobileNetV2Classifier(), CardReader.Rule(card)), card);
    }

    /// <summary>The same with 8-bit weights and activations, ranges from X-rays.</summary>
    public static CovidModel OpenQuantizedMobileNetV2()
    {
        ModelCard card = MobileNetV2Card();
        byte[] floats = ScoringGraph.Build(MobileNetV2Classifier(), CardReader.Rule(card)).ToByteArray();
        GrayImage[] images = [.. Originals.Select(f => ImageSource.FromFile(f).Decode(card.Network.InputWidth, card.Network.InputHeight))];
        return new CovidModel(ModelProto.Parser.ParseFrom(QuantizedNetwork.Of(floats, images, default)), card);
    }

    /// <summary>Real X-rays of the given classes, spread over the data set.</summary>
    public static XRayDataset XRays(int count, params string[] classes)
    {
        XRayDataset all = XRayDataset.FromDarkCovidNet(SharedFolder.Path("data/darkcovidnet")).WithClasses(classes);
        return all.Subset("benchmark", Enumerable.Range(0, count).Select(i => (int)((long)i * all.Count / count)));
    }

    private static ModelCard MobileNetV2Card()
    {
        NetworkGraph network = MobileNetV2Classifier();
        return new ModelCard
        {
            ClassNames = ["Normal", "COVID-19"],
            Network = new CardNetwork
            {
                Name = "mobilenetv2",
                InputWidth = network.Width,
                InputHeight = network.Height,
                ParameterCount = network.ParameterCount,
            },
        };
    }
}
