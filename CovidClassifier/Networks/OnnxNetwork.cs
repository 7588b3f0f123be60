using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Networks;

/// <summary>A network read from an .onnx file.</summary>
internal sealed class OnnxNetwork : Network
{
    private readonly ImportedGraph _graph;
    private readonly NetworkInput _input;
    private readonly Preprocessing _preprocessing;
    private readonly IReadOnlyList<string> _notes;

    // null: it has the size that it was exported for
    private OnnxNetwork? _exported;

    private OnnxNetwork(string name, ImportedGraph graph, NetworkInput input, Preprocessing preprocessing, IReadOnlyList<string> notes)
        : base(name)
    {
        _graph = graph;
        _input = input;
        _preprocessing = preprocessing;
        _notes = notes;
    }

    /// <inheritdoc cref="Network.FromOnnx"/>
    /// <param name="path">See there.</param>
    /// <param name="preprocessing">See there.</param>
    /// <param name="inputSize">See there.</param>
    /// <param name="name">Null: the file's.</param>
    public static OnnxNetwork Open(string path, Preprocessing? preprocessing, int? inputSize, string? name = null)
    {
        ModelProto model = OnnxFile.Open(path, withBranches: true);
        Preprocessing scaling = preprocessing ?? (NetworkMetadata.Read(model, NetworkMetadata.Preprocessing) is { } known
            ? KnownPreprocessing(known, path)
            : throw new NetworkException(
                $"Network '{path}' does not say how its input is scaled; give the preprocessing: {string.Join(", ", Preprocessing.All.Select(p => p.Name))}."));
        return Of(model, scaling, inputSize, name ?? Path.GetFileNameWithoutExtension(path));
    }

    /// <param name="model">As <see cref="OnnxFile.Open"/> or <see cref="OnnxFile.Load"/> leaves it; changed in place.</param>
    /// <param name="preprocessing">How gray 0..255 becomes its input.</param>
    /// <param name="inputSize">As for <see cref="Network.FromOnnx"/>.</param>
    /// <param name="name">What the model card calls it.</param>
    public static OnnxNetwork Of(ModelProto model, Preprocessing preprocessing, int? inputSize, string name)
    {
        IReadOnlyList<string> switched = TrainingSwitch.TurnOff(model.Graph);
        var input = NetworkInput.Find(model.Graph, inputSize);
        if (EachRow.IsIn(model))
        {
            // one of our own files: what it runs on each image is fixed to one
            model = EachRow.ForOne(model);
            input = input with { Batch = 1 };
        }

        Branches.Settle(model, input.Declare(1));
        OnnxFile.Normalise(model);
        string[] widened = [.. SinglePrecision.Apply(model).Select(type => $"The network was exported in {type}; it computes in 32-bit floats here.")];
        if (Dequantization.Apply(model.Graph))
        {
            widened = [.. widened, "The network was exported in 8-bit integers; it computes in 32-bit floats here."];
        }

        ScoreOutput scores =
            NetworkMetadata.Read(model, NetworkMetadata.LogitsTensor) is { } logits ? ScoreOutput.Known(logits) : ScoreOutput.Find(model.Graph);
        var graph = ImportedGraph.Of(model, input, scores);
        if (graph.PerPlace is { } map && LastFeatures.Of(model.Graph, scores.Tensor) is [var features])
        {
            scores = ScoreOutput.OfFeatures(features, FormattableString.Invariant(
                $"The network scores each place of a map, [{string.Join(',', map)}] for one image, as networks that segment or detect do; the features before ")
                    + "its last layer were taken.");
            graph = ImportedGraph.Of(model, input, scores);
        }

        string[] chosen = scores.Note is { } note ? [note] : [];
        string[] undone = ProbabilityOutput.Undo(graph, input, scores) is { } sentence ? [sentence] : [];
        string[] alone = EachRow.IsIn(graph.Model) ? [input.Batch > 0 ? OneByOne.Note : OneByOne.MixingNote] : [];
        return new OnnxNetwork(name, graph, input, preprocessing, [.. switched, .. widened, .. chosen, .. undone, .. alone]);
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

    internal override OnnxNetwork AtSide(int side)
    {
        if (_exported is not null)
        {
            return _exported.AtSide(side);
        }

        if (_input.Width == side && _input.Height == side)
        {
            return this;
        }

        NetworkInput other = _input with { Width = side, Height = side, Batch = -1 };
        return new OnnxNetwork(
            FormattableString.Invariant($"{Name}-{side}"), OtherSize.Of(_graph, _input, other, Name), other, _preprocessing,
            [.. _notes, FormattableString.Invariant($"{Name} was exported for images of {_input.Width} x {_input.Height} and takes {side} x {side} here.")])
        {
            _exported = this,
        };
    }

    internal override NetworkGraph Build(int classCount, Seed seed)
    {
        if (_graph.EndsInFeatures)
        {
            return WithNewLayer(classCount, seed, $"A new layer with {classCount} outputs was put behind them.");
        }

        if (_graph.Outputs == classCount || (_graph.Outputs == 1 && classCount == 2))
        {
            NetworkGraph kept = Adapt(_graph.Model.Clone(), _input, _preprocessing, _notes) with { KeptOutputs = _graph.Outputs };
            return LastFeatures.LayerWithoutGradient(kept.Model.Graph, NetworkGraph.Logits) is not { } layer ? kept
                : WithNewLayer(classCount, seed, $"{layer.Describe()} makes its outputs and cannot be trained; a new layer with {classCount} took its place.");
        }

        string had = _graph.Outputs == 1 ? "1 output" : $"{_graph.Outputs} outputs";
        return WithReplacedLayer(classCount, seed, $"The last layer of {Name} had {had} and was replaced by a new one with {classCount}.")
            ?? WithNewLayer(
                classCount, seed, $"{Name} has {had}; what makes them was left out, and a new layer with {classCount} was put behind the features before it.");
    }

    private NetworkGraph WithNewLayer(int classCount, Seed seed, string note)
    {
        NetworkGraph whole = FeatureGraph.Of(Original(seed)).WithNewHead(classCount, seed);
        return whole with { Notes = [.. whole.Notes, note] };
    }

    /// <summary>Null where no dense layer makes the outputs, or what stands behind it holds to their number.</summary>
    private NetworkGraph? WithReplacedLayer(int classCount, Seed seed, string note)
    {
        ModelProto model = _graph.Model.Clone();
        if (LastLayer.FindDense(model.Graph, NetworkGraph.Logits, out _) is not { IsSpatial: false })
        {
            return null;
        }

        LastLayer.Replace(model.Graph, NetworkGraph.Logits, classCount, seed);
        try
        {
            NetworkGraph replaced = Adapt(model, _input, _preprocessing, [.. _notes, note]);
            return replaced.Outputs == classCount ? replaced : null;
        }
        catch (NetworkException)
        {
            return null;
        }
    }

    internal override NetworkGraph Original(Seed seed)
    {
        string[] featured =
            _graph.EndsInFeatures ? [$"{Name} ends in features, not in classes: its {_graph.Outputs} numbers per image are taken as they are."] : [];
        return Adapt(_graph.Model.Clone(), _input, _preprocessing, [.. _notes, .. featured]) with { EndsInFeatures = _graph.EndsInFeatures };
    }

    private protected override ModelProto Describe(int classCount, Seed seed) => Untrained();

    /// <summary>The network as it is, without the input adapter, preprocessing in its metadata.</summary>
    public ModelProto Untrained()
    {
        bool hasMeanImage = _preprocessing.MeanImage is not null;
        ModelProto model = hasMeanImage ? InputAdapter.WithMeanImage(_graph.Model, _input, _preprocessing) : _graph.Model.Clone();
        Preprocessing left = hasMeanImage ? _preprocessing.ScaleAlone : _preprocessing;
        model.MetadataProps.Clear();
        model.MetadataProps.Add(new StringStringEntryProto { Key = NetworkMetadata.Preprocessing, Value = left.Name });
        return model;
    }

    private static Preprocessing KnownPreprocessing(string name, string path)
    {
        try
        {
            return Preprocessing.Find(name, mayReadFiles: false);
        }
        catch (ArgumentException e)
        {
            throw new NetworkException($"Network '{path}' names a preprocessing in its metadata that is none: {ShownText.Name(e.Message)}", e);
        }
    }

    private static int OutputCount(ModelProto model, NetworkInput input)
    {
        ModelProto single = model.Clone();
        single.Graph.Input.Clear();
        single.Graph.Input.Add(input.Declare(1));
        long[] shape = Shapes.Infer(single)[NetworkGraph.Logits];
        return shape is [1, > 0]
            ? (int)shape[1]
            : throw new NetworkException($"The network's output must be one row of logits per image, got [{string.Join(',', shape)}] for one image.");
    }
}
