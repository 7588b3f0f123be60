using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>What the first convolution tells of an input whose declaration leaves its channels open.</summary>
internal static class FirstConvolution
{
    private const int MostSteps = 50;

    // what may stand between an image and its first convolution
    private static readonly HashSet<string> Preparing = new(StringComparer.Ordinal)
    {
        "Add", "Sub", "Mul", "Div", "Cast", "Identity", "Clip", "Pad", "Resize", "Transpose", "BatchNormalization",
    };

    /// <summary>[N,C,H,W] or [N,H,W,C] with the channels and all else open.</summary>
    /// <param name="graph">Its nodes in any order.</param>
    /// <param name="input">Name of its image input.</param>
    /// <returns>Null where no convolution with constant weights is the first to look at the image.</returns>
    public static long[]? ShapeOf(GraphProto graph, string input)
    {
        bool isLast = false;
        for (int step = 0; step < MostSteps; step++)
        {
            NodeProto? reader = graph.Node.FirstOrDefault(n => n.Input.Count > 0 && n.Input[0] == input);
            if (reader is { OpType: "Conv" } && graph.Initializer.FirstOrDefault(i => i.Name == reader.InputAt(1)) is { Dims.Count: 4 } weights)
            {
                long channels = weights.Dims[1] * reader.Int("group", 1);
                return isLast ? [-1, -1, -1, channels] : [-1, channels, -1, -1];
            }

            if (reader is null || !Preparing.Contains(reader.OpType))
            {
                return null;
            }

            if (reader.OpType == "Transpose")
            {
                isLast = reader.Ints("perm", []) is [0, 3, 1, 2];
            }

            input = reader.Output[0];
        }

        return null;
    }
}
