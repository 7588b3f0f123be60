namespace CovidClassifier.Onnx.Lowering;

/// <summary>
/// An operator that looks at each element by itself works as well before a transposition to channels first, if all its tensors come from one; moved on, the
/// transposition may meet a reader that does without it.
/// </summary>
internal sealed class LateTranspose : ILowering
{
    private static readonly HashSet<string> OfOne =
        new(StringComparer.Ordinal) { "Relu", "LeakyRelu", "Clip", "Dropout", "Sigmoid", "Tanh", "Elu", "HardSigmoid", "HardSwish" };

    private static readonly HashSet<string> OfSeveral = new(StringComparer.Ordinal) { "Add", "Sub", "Mul", "Div", "Sum", "Max", "Min" };

    public void Apply(NodeProto node, LoweringScope scope)
    {
        int tensors = OfOne.Contains(node.OpType) ? 1 : OfSeveral.Contains(node.OpType) ? node.Input.Count : 0;
        string?[] sources = [.. node.Input.Take(tensors).Select(i => ChannelsLast.Source(scope, i))];
        if (tensors == 0 || node.Output.Count != 1 || sources.Contains(null) || !SameShape(node, tensors, scope))
        {
            return;
        }

        for (int i = 0; i < tensors; i++)
        {
            node.Input[i] = sources[i]!;
        }

        string output = scope.Release(node);
        ChannelsLast.Place(scope, output, node.Output[0]);
    }

    private static bool SameShape(NodeProto node, int tensors, LoweringScope scope) =>
        node.Input.Take(tensors).All(i => scope.Shape(i).AsSpan().SequenceEqual(scope.Shape(node.Output[0])));
}
