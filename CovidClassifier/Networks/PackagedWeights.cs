using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// A network that a NuGet package of ML.NET's puts beside the application that references it: a graph that prepares images, and the network behind it.
/// </summary>
/// <param name="Package">The package's name.</param>
/// <param name="Preparation">Red, green and blue, 0..255, to what the network takes; its name is a path below the application's folder.</param>
/// <param name="Network">The network, likewise.</param>
internal sealed record PackagedWeights(string Package, WeightFile Preparation, WeightFile Network)
{
    /// <summary>The folder that the application's packages put their files into.</summary>
    public static string Folder => AppContext.BaseDirectory;

    /// <summary>Where the network is below <paramref name="folder"/>, or null where not both files are there. Does not read them.</summary>
    public string? Find(string folder) => new[] { Preparation, Network }.All(f => File.Exists(Path.Combine(folder, f.Name)))
        ? Path.GetFullPath(Path.Combine(folder, Network.Name))
        : null;

    /// <summary>Both as one graph.</summary>
    /// <exception cref="WeightsException">A file is damaged.</exception>
    /// <exception cref="NetworkException">A file cannot be read.</exception>
    public ModelProto Load(string folder)
    {
        ModelProto preparation = Load(folder, Preparation);
        ModelProto network = Load(folder, Network);
        return GraphJoin.Join(preparation, network, new Dictionary<string, string> { [preparation.Graph.Output[0].Name] = network.Graph.Input[0].Name });
    }

    private ModelProto Load(string folder, WeightFile file)
    {
        string path = Path.Combine(folder, file.Name);
        return file.Flaw(path) is { } flaw
            ? throw new WeightsException(
                $"'{path}' is not the file that the package {Package} puts there: {flaw}; build the application again.", path, source: null)
            : OnnxFile.Load(path);
    }
}
