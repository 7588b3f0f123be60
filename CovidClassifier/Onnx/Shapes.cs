using CovidClassifier.Foundation;
using static CovidClassifier.Onnx.StaticSizes;

namespace CovidClassifier.Onnx;

/// <summary>
/// The shape and element type of every tensor of a graph whose inputs have fixed sizes: inferred (<see cref="StaticSizes"/>), and where that is not enough
/// measured by running the graph once on zeros. A stranger's graph goes through <see cref="GraphMemory"/> first.
/// </summary>
internal sealed class Shapes
{
    private readonly IReadOnlyDictionary<string, TensorSize> _sizes;

    private Shapes(IReadOnlyDictionary<string, TensorSize> sizes) => _sizes = sizes;

    /// <summary>Lengths of a tensor, all known.</summary>
    public long[] this[string tensor] =>
        _sizes.TryGetValue(tensor, out TensorSize size)
            && size.IsKnown ? size.Dims! : throw new NetworkException($"The graph has no tensor '{ShownText.Name(tensor)}'.");

    public bool Knows(string tensor) => _sizes.TryGetValue(tensor, out TensorSize size) && size.IsKnown;

    public bool IsFloat(string tensor) => Knows(tensor) && _sizes[tensor].Type == (int)TensorProto.Types.DataType.Float;

    /// <summary>What is known without running anything.</summary>
    public static Shapes Of(StaticSizes sizes) => new(sizes.All);

    /// <summary>Infers every shape of <paramref name="model"/>; its inputs must have fixed sizes. Sequences and maps have none.</summary>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph.</exception>
    public static Shapes Infer(ModelProto model)
    {
        var inferred = StaticSizes.Infer(model);
        var sizes = new Dictionary<string, TensorSize>(inferred.All, StringComparer.Ordinal);
        string[] unknown = [.. model.Graph.Node.SelectMany(n => n.Output).Where(o => o.Length > 0 && !inferred.Knows(o) && inferred.AreTensors([o]))];
        if (unknown.Length > 0)
        {
            using var session = new OnnxSession(WithoutWeights(model, unknown), optimize: false);
            using var inputs = NamedValues.Zeros(session.Inputs);
            using NamedValues outputs = session.Run(inputs, unknown);
            foreach (string name in unknown)
            {
                Microsoft.ML.OnnxRuntime.OrtTensorTypeAndShapeInfo measured = outputs[name].GetTensorTypeAndShape();
                sizes[name] = new TensorSize(measured.Shape, (int)measured.ElementDataType);
            }
        }

        return new Shapes(sizes);
    }
}
