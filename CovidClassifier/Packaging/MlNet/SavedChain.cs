using System.IO.Compression;
using System.Reflection;
using System.Text;
using CovidClassifier.Guarding;
using CovidClassifier.Networks;
using CovidClassifier.Scoring;
using Microsoft.ML;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>
/// The zip that ML.NET writes of the pipeline ImageSource, pixels, network, PredictedLabel, byte for byte, but for the network. Written here, a model can be
/// saved where ML.NET, which generates code, cannot run (trimmed and natively compiled programs, <c>dotnet run file.cs</c>), and without its temporary files.
/// </summary>
internal static class SavedChain
{
    private const string Folder = "TransformerChain/";

    // every step takes part in training and scoring
    private const int Everywhere = 7;
    private const int DeepestRecursion = 100;

    /// <param name="size">Side of the network's input; a contract has it.</param>
    /// <param name="isGuarded">Whether the network has the outputs of <see cref="GuardGraph"/>, which become columns then.</param>
    /// <returns>From its begin; the entry of the network is there, without a byte.</returns>
    public static MemoryStream Zip(int size, bool isGuarded)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "TrainingInfo/Version.txt", Encoding.UTF8.GetBytes(VersionOfMlNet() + "\n"));
            Add(zip, Folder + "Transform_000/Model.key", Mapping(PixelContracts.NameOf(size)));
            Add(zip, Folder + "Transform_001/OnnxModel", []);
            Add(zip, Folder + "Transform_001/Model.key", Network([ScoringGraph.Score, ScoringGraph.PredictedLabels, .. isGuarded ? GuardGraph.Outputs : []]));
            Add(zip, Folder + "Transform_002/Model.key", Mapping(LabelContract.Name));
            Add(zip, Folder + "Model.key",
                new ModelKey("XF\0CHAIN", 0x00010001, "TransformerChain", OfMlNet("Microsoft.ML.Data"), [3, Everywhere, Everywhere, Everywhere]).ToBytes());
            Add(zip, "Schema", Schema());
        }

        bytes.Position = 0;
        return bytes;
    }

    private static byte[] Mapping(string contract) => new ModelKey(
        "CUSTOMXF", 0x00010002, "CustomTransformer", OfMlNet("Microsoft.ML.Transforms"), [0, 1], contract, typeof(SavedChain).Assembly.FullName!).ToBytes();

    // one input and the outputs by name, no sizes given
    private static byte[] Network(string[] outputs) => new ModelKey(
        "ONNXSCOR",
        0x00010003,
        "OnnxTransform",
        OfMlNet("Microsoft.ML.OnnxTransformer"),
        [1, 0, outputs.Length, .. Enumerable.Range(1, outputs.Length), 0, DeepestRecursion],
        [NetworkGraph.Pixels, .. outputs]).ToBytes();

    private static byte[] Schema()
    {
        using Stream resource = typeof(SavedChain).Assembly.GetManifestResourceStream("mlnet.schema")
            ?? throw new InvalidOperationException("The resource mlnet.schema is missing.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    private static string OfMlNet(string assembly) => $"{assembly}, Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";

    private static string VersionOfMlNet() =>
        typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}
