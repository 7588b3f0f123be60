using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Keys of the metadata that our .onnx files carry, so that they can be imported without asking. File format: never changed.</summary>
internal static class NetworkMetadata
{
    /// <summary>A <see cref="Preprocessing.Name"/>.</summary>
    public const string Preprocessing = "covidclassifier.preprocessing";

    /// <summary>The tensor that holds the logits, where it is not the network's output.</summary>
    public const string LogitsTensor = "covidclassifier.logits";

    /// <summary>What a graph says of itself under a key; null: nothing.</summary>
    public static string? Read(ModelProto model, string key) => model.MetadataProps.FirstOrDefault(p => p.Key == key)?.Value;

    /// <summary>The tensor of a graph up to which it learned: the logits where it names them and has them, otherwise its first output.</summary>
    public static string LearnedEnd(ModelProto model) =>
        Read(model, LogitsTensor) is { } logits && GraphOrder.Makers(model.Graph).ContainsKey(logits) ? logits : model.Graph.Output[0].Name;
}
