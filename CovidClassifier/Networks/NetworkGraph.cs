using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Networks;

/// <summary>
/// A network ready to be trained or scored: one graph with the input <see cref="Pixels"/>, float [N,1,<paramref name="Height"/>,<paramref name="Width"/>], gray
/// 0..255, and the output <see cref="Logits"/>, float [N,1] (two classes: the logit of the second) or [N,K]. Scaling, gray-to-RGB and layout are nodes of the
/// graph.
/// </summary>
/// <param name="Model">The graph, in operator set 18 or newer; weights are its initializers.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Height">Rows of the input.</param>
/// <param name="Outputs">Length of the logits: 1, or the number of classes.</param>
internal sealed record NetworkGraph(ModelProto Model, int Width, int Height, int Outputs)
{
    /// <summary>Name of the graph's input.</summary>
    public const string Pixels = "pixels";

    /// <summary>Name of the graph's output.</summary>
    public const string Logits = "logits";

    /// <summary>What was changed on import, one sentence each, for the model card.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the output is no score of classes but a row of features: the network was exported without a classifier.</summary>
    public bool EndsInFeatures { get; init; }

    /// <summary>
    /// How many outputs the file's own last layer has, where it was kept, so that they mean the classes in their order; 0 where the layer is new.
    /// </summary>
    public int KeptOutputs { get; init; }

    /// <summary>Which class each output of a kept last layer was taken for, one sentence for the model card; none where the layer is new.</summary>
    /// <param name="classNames">In their order.</param>
    public IEnumerable<string> Meaning(IReadOnlyList<string> classNames) => KeptOutputs switch
    {
        0 => [],
        1 => [$"The network's last layer was kept: its one output was taken as the logit of '{classNames[1]}', the second class, and not of " +
            $"'{classNames[0]}'. Reverse the order of the classes if it means the other."],
        _ => [$"The network's last layer was kept: its {KeptOutputs} outputs were taken as the classes in this order: {string.Join(", ", classNames)}. " +
            $"Reorder the classes if the file has another order."],
    };

    /// <summary>The graph itself, for plans that train its layers.</summary>
    /// <param name="name">What the network is called.</param>
    /// <exception cref="NetworkException">It runs on one image after the other, and no gradient flows through that.</exception>
    public NetworkGraph RequireTrainable(string name) => !EachRow.IsIn(Model) ? this : throw new NetworkException(
        $"Network '{name}' is fixed to a number of images in a way that cannot be opened, so that its layers cannot be trained; train a head on its features " +
            $"(frozen), or export it again with an open batch dimension (PyTorch: dynamic_axes).");

    /// <summary>The shapes of all tensors for one image.</summary>
    public Shapes ShapesOfOne() => Shapes.Infer(ForOne());

    /// <summary>The model with a batch of one.</summary>
    public ModelProto ForOne()
    {
        ModelProto single = Model.Clone();
        single.Graph.Input.Clear();
        single.Graph.Input.Add(ValueInfos.Of(Pixels, TensorProto.Types.DataType.Float, 1, 1, Height, Width));
        return single;
    }

    /// <summary>Names of the weights to train.</summary>
    public string[] Parameters => Trainable.Find(Model.Graph);

    /// <summary>How many numbers <see cref="Parameters"/> hold.</summary>
    public long ParameterCount
    {
        get
        {
            string[] parameters = Parameters;
            return Model.Graph.Initializer.Where(i => parameters.Contains(i.Name)).Sum(i => i.Count());
        }
    }
}
