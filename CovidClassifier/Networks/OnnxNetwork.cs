using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Networks;

/// <summary>A network read from an .onnx file.</summary>
internal sealed class OnnxNetwork : Network
{
    private readonly ModelProto _model;
    private readonly NetworkInput _input;
    private readonly Preprocessing _preprocessing;

    private OnnxNetwork(string name, ModelProto model, NetworkInput input, Preprocessing preprocessing)
        : base(name)
    {
        _model = model;
        _input = input;
        _preprocessing = preprocessing;
    }

    /// <inheritdoc cref="Network.FromOnnx"/>
    /// <param name="path">See there.</param>
    /// <param name="preprocessing">See there.</param>
    /// <param name="inputSize">See there.</param>
    /// <param name="name">Null: the file's.</param>
    public static OnnxNetwork Open(string path, Preprocessing? preprocessing, int? inputSize, string? name = null)
    {
        ModelProto model = OnnxFile.Load(path);
        Preprocessing scaling = preprocessing ?? (NetworkMetadata.Read(model, NetworkMetadata.Preprocessing) is { } known
            ? Preprocessing.Parse(known)
            : throw new NetworkException(
                $"Network '{path}' does not say how its input is scaled; give the preprocessing: {string.Join(", ", Preprocessing.All.Select(p => p.Name))}."));
        return Of(model, scaling, inputSize, name ?? Path.GetFileNameWithoutExtension(path));
    }

    /// <param name="model">As <see cref="OnnxFile.Load"/> leaves it; not changed.</param>
    /// <param name="preprocessing">How gray 0..255 becomes its input.</param>
    /// <param name="inputSize">As for <see cref="Network.FromOnnx"/>.</param>
    /// <param name="name">What the model card calls it.</param>
    public static OnnxNetwork Of(ModelProto model, Preprocessing preprocessing, int? inputSize, string name)
    {
        NetworkInput input = NetworkInput.Find(model.Graph, inputSize);
        return new OnnxNetwork(name, LogitsOf(model, input), input, preprocessing);
    }

    /// <summary>Puts the input adapter before a network whose one output is the logits, and names both ends.</summary>
    internal static NetworkGraph Adapt(ModelProto network, NetworkInput input, Preprocessing preprocessing, IReadOnlyList<string> notes)
    {
        ModelProto adapter = InputAdapter.Build(input, preprocessing);
        ModelProto joined = GraphJoin.Join(adapter, network, new Dictionary<string, string> { [InputAdapter.Output] = input.Name });
        int outputs = OutputCount(network, input);
        ConstantFolding.Apply(joined, Trainable.Find(joined.Graph).ToHashSet());
        int size = InputSizes.Covering(input.Width, input.Height);
        return new NetworkGraph(joined, size, size, outputs) { Notes = notes };
    }

    internal override NetworkGraph Build(int classCount, Seed seed)
    {
        ModelProto model = _model.Clone();
        int outputs = OutputCount(model, _input);
        bool fits = outputs == classCount || (outputs == 1 && classCount == 2);
        string[] notes = fits ? [] : [$"The last layer of {Name} had {outputs} outputs and was replaced by a new one with {classCount}."];
        if (!fits)
        {
            LastLayer.Replace(model.Graph, NetworkGraph.Logits, classCount, seed);
        }

        return Adapt(model, _input, _preprocessing, notes);
    }

    internal override NetworkGraph Original(Seed seed) => Adapt(_model.Clone(), _input, _preprocessing, []);

    private protected override ModelProto Describe(int classCount, Seed seed) => Untrained();

    /// <summary>The network as it is, without the input adapter, preprocessing in its metadata.</summary>
    public ModelProto Untrained()
    {
        ModelProto model = _model.Clone();
        model.MetadataProps.Clear();
        model.MetadataProps.Add(new StringStringEntryProto { Key = NetworkMetadata.Preprocessing, Value = _preprocessing.Name });
        return model;
    }

    /// <summary>The network up to its logits, flattened to [N,K], with an open batch.</summary>
    private static ModelProto LogitsOf(ModelProto model, NetworkInput input)
    {
        string logits = NetworkMetadata.Read(model, NetworkMetadata.LogitsTensor) ?? LastLayer.FindLogits(model.Graph);
        ModelProto cut = GraphCut.Between(model, [], [new ValueInfoProto { Name = logits }]);
        cut.Graph.Input.Clear();
        cut.Graph.Input.Add(ValueInfos.Of(input.Name, TensorProto.Types.DataType.Float, input.Shape(Math.Max(input.Batch, 1))));
        ConstantFolding.Apply(cut, new HashSet<string>(StringComparer.Ordinal));
        if (input.Batch > 0)
        {
            OpenBatch.Apply(cut, input, input.Batch);
        }

        cut.Graph.Input.Clear();
        cut.Graph.Output.Clear();
        var builder = new GraphBuilder(cut.Graph);
        builder.Input(input.Name, input.Shape(-1));
        string flat = builder.Add("Flatten", [logits]);
        GraphNames.Rename(cut.Graph, NetworkGraph.Logits, builder.FreshName(NetworkGraph.Logits));
        builder.AddAs(NetworkGraph.Logits, "Identity", [flat]);
        builder.Output(NetworkGraph.Logits, -1, -1);
        if (input.Batch > 0)
        {
            OpenBatch.Verify(cut, input, input.Batch);
        }

        return cut;
    }

    private static int OutputCount(ModelProto model, NetworkInput input)
    {
        ModelProto single = model.Clone();
        single.Graph.Input.Clear();
        single.Graph.Input.Add(ValueInfos.Of(input.Name, TensorProto.Types.DataType.Float, input.Shape(1)));
        long[] shape = Shapes.Infer(single)[NetworkGraph.Logits];
        return shape is [1, > 0]
            ? (int)shape[1]
            : throw new NetworkException($"The network's output must be one row of logits per image, got [{string.Join(',', shape)}] for one image.");
    }
}
