using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// An input that tells a network whether it is being trained, as Keras' learning phase: false or true, and no more than that. It is set to false.
/// </summary>
internal static class TrainingSwitch
{
    /// <summary>Changes the graph in place.</summary>
    /// <param name="graph">Its inputs as the file has them.</param>
    /// <returns>A sentence for the model card for each input that was set.</returns>
    public static IReadOnlyList<string> TurnOff(GraphProto graph)
    {
        HashSet<string> given = [.. graph.Initializer.Select(i => i.Name)];
        ValueInfoProto[] switches = [.. graph.Input.Where(i => !given.Contains(i.Name) && IsSwitch(i))];
        foreach (ValueInfoProto input in switches)
        {
            graph.Input.Remove(input);
            var off = new TensorProto { Name = input.Name, DataType = (int)TensorProto.Types.DataType.Bool, Int32Data = { 0 } };
            off.Dims.AddRange(input.Shape() ?? []);
            graph.Initializer.Add(off);
        }

        return [.. switches.Select(s => $"The input '{ShownText.Name(s.Name)}', which is true or false, was set to false: not in training.")];
    }

    private static bool IsSwitch(ValueInfoProto input) =>
        input.Type?.TensorType?.ElemType == (int)TensorProto.Types.DataType.Bool && (input.Shape() ?? []) is [] or [1];
}
