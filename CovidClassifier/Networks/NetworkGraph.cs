using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Networks;

/// <summary>
/// A network ready to be trained or scored: one graph with the input <see cref="Pixels"/>, float [N,1,<paramref name="Height"/>,<paramref name="Width"/>], gray 0..255, and the output <see cref="Logits"/>,
/// float [N,1] (two classes: the logit of the second) or [N,K]. Scaling, gray-to-RGB and layout are nodes of the graph.
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
