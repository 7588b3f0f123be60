using CovidClassifier.Foundation;
using Google.Protobuf;

namespace CovidClassifier.Onnx;

/// <summary>Reads and writes .onnx files.</summary>
internal static class OnnxFile
{
    /// <summary>Reads a network, brings it to <see cref="Opset.Version"/> or leaves a newer one as it is, orders its nodes and gives each parameter its own initializer.</summary>
    /// <exception cref="NetworkException">Not there, not an ONNX file, or damaged.</exception>
    public static ModelProto Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NetworkException($"Network '{path}' cannot be read: {e.Message}", e);
        }

        return Parse(bytes, $"Network '{path}'");
    }

    /// <param name="bytes">The file's content.</param>
    /// <param name="subject">How the message names it, for example "Network 'a.onnx'".</param>
    /// <exception cref="NetworkException">Not an ONNX file, or damaged.</exception>
    public static ModelProto Parse(byte[] bytes, string subject)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new NetworkException($"{subject} is not a whole ONNX file: {e.Message}", e);
        }

        if (model.Graph is null || model.Graph.Node.Count == 0 || model.Graph.Output.Count == 0 || Opset.Of(model) == 0)
        {
            throw new NetworkException($"{subject} is not an ONNX network: it needs a graph with nodes and outputs and an operator-set version.");
        }

        if (model.Graph.Node.FirstOrDefault(HoldsGraph) is { } branch)
        {
            throw new NetworkException($"{subject} holds {branch.Describe()}, a branch or loop over graphs inside the graph; export it without control flow.");
        }

        GraphOrder.Prune(model.Graph);
        GraphOrder.Sort(model.Graph);
        SharedWeights.Separate(model.Graph);
        OpsetUpgrade.Apply(model);
        return model;
    }

    private static bool HoldsGraph(NodeProto node) =>
        node.Attribute.Any(a => a.Type is AttributeProto.Types.AttributeType.Graph or AttributeProto.Types.AttributeType.Graphs);

    /// <summary>Writes the file whole or not at all.</summary>
    public static void Save(ModelProto model, string path) => AtomicFile.Write(path, stream => model.WriteTo(stream));

    /// <summary>An empty model of our operator set.</summary>
    public static ModelProto Create(string name)
    {
        var model = new ModelProto { IrVersion = Opset.IrVersion, ProducerName = "CovidClassifier", Graph = new GraphProto { Name = name } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset.Version });
        return model;
    }
}
