using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;

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
        NetworkGraph network = MobileNetV2Classifier();
        var card = new ModelCard
        {
            ClassNames = ["Normal", "COVID-19"],
            Network = new CardNetwork { Name = "mobilenetv2", InputWidth = network.Width, InputHeight = network.Height,
                ParameterCount = network.ParameterCount },
        };
        return new CovidModel(ScoringGraph.Build(network, CardReader.Rule(card)), card);
    }

    /// <summary>Real X-rays of the given classes, spread over the data set.</summary>
    public static XRayDataset XRays(int count, params string[] classes)
    {
        XRayDataset all = XRayDataset.FromDarkCovidNet(SharedFolder.Path("data/darkcovidnet")).WithClasses(classes);
        return all.Subset("benchmark", Enumerable.Range(0, count).Select(i => (int)((long)i * all.Count / count)));
    }
}
