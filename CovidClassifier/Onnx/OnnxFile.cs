using CovidClassifier.Foundation;
using Google.Protobuf;

namespace CovidClassifier.Onnx;

/// <summary>Reads and writes .onnx files.</summary>
internal static class OnnxFile
{
    /// <summary>
    /// Reads a network, brings it to <see cref="Opset.Version"/> or leaves a newer one as it is, orders its nodes and gives each parameter its own initializer.
    /// </summary>
    /// <exception cref="NetworkException">Not there, not an ONNX file, damaged, or one that breaks a rule of <see cref="GraphGate"/>.</exception>
    public static ModelProto Load(string path) => Normalise(Open(path, withBranches: false));

    /// <summary>The network as its file has it, weights from beside it taken in, and found to be what <see cref="GraphGate"/> lets through.</summary>
    /// <param name="path">The file.</param>
    /// <param name="withBranches">As for <see cref="GraphGate.Require"/>.</param>
    /// <exception cref="NetworkException">As for <see cref="Load"/>.</exception>
    public static ModelProto Open(string path, bool withBranches)
    {
        string subject = $"Network '{path}'";
        byte[] bytes;
        try
        {
            using FileStream file = RegularFile.OpenRead(path);
            bytes = new byte[file.Length <= GraphLimits.MostWeightBytes ? file.Length
                : throw new NetworkException($"{subject} has {file.Length} bytes; an ONNX file has at most 2 GB.")];
            file.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NetworkException($"{subject} cannot be read: {e.Message}", e);
        }

        ModelProto model = Read(bytes, subject);
        LocalFunctions.Inline(model, subject);
        ExternalWeights.TakeIn(model, path);
        GraphGate.Require(model, subject, withBranches);
        return model;
    }

    /// <summary>The same as <see cref="Load"/> for a network that is no file of its own.</summary>
    /// <param name="bytes">The content of an .onnx file, weights inside.</param>
    /// <param name="subject">How the message names it, for example "Network 'a.onnx'".</param>
    /// <exception cref="NetworkException">As for <see cref="Load"/>.</exception>
    public static ModelProto Parse(byte[] bytes, string subject)
    {
        ModelProto model = Read(bytes, subject);
        GraphGate.Require(model, subject);
        return Normalise(model);
    }

    /// <summary>Brings a graph without branches into the form that the library works with.</summary>
    public static ModelProto Normalise(ModelProto model)
    {
        GraphOrder.Sort(model.Graph);
        GraphOrder.Prune(model.Graph);
        SharedWeights.Separate(model.Graph);
        OpsetUpgrade.Apply(model);
        FusedParts.Apply(model);
        GroupNormalizationParts.Apply(model);
        NormalizationParts.Apply(model);
        AttentionParts.Apply(model);
        RmsNormalizationParts.Apply(model);
        RotaryEmbeddingParts.Apply(model);
        return model;
    }

    private static ModelProto Read(byte[] bytes, string subject)
    {
        if (bytes.Length == 0 || OtherFiles.Describe(bytes) is not null)
        {
            throw new NetworkException($"{subject} is not an ONNX file: {OtherFiles.Describe(bytes) ?? "it is empty"}.");
        }

        WireLimits.Require(bytes, subject);
        try
        {
            return ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new NetworkException($"{subject} is not a whole ONNX file: {e.Message}", e);
        }
    }

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
