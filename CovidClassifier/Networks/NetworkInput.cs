using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>What an imported network takes: one image tensor.</summary>
internal sealed record NetworkInput(string Name, int Channels, int Height, int Width, bool ChannelsLast)
{
    /// <summary>The number of images that the file is fixed to; -1 where it is open.</summary>
    public long Batch { get; init; } = -1;

    /// <summary>The tensor's shape for a batch size (-1: open).</summary>
    public long[] Shape(long batch) => ChannelsLast ? [batch, Height, Width, Channels] : [batch, Channels, Height, Width];

    /// <summary>Finds the image input; a side that the file leaves open takes <paramref name="openSize"/>.</summary>
    /// <exception cref="NetworkException">Not just one input, not an image, or an open side without <paramref name="openSize"/>.</exception>
    public static NetworkInput Find(GraphProto graph, int? openSize)
    {
        // exporters leave inputs behind that nothing reads
        HashSet<string> read = [.. graph.Node.SelectMany(n => n.Input)];
        ValueInfoProto[] inputs = [.. graph.Input.Where(i => read.Contains(i.Name))];
        ValueInfoProto input = inputs.Length == 1
            ? inputs[0]
            : throw new NetworkException($"The network must take one input, an image; it takes {inputs.Length}: {string.Join(", ", inputs.Select(i => i.Name))}.");
        if (input.Type?.TensorType?.ElemType != (int)TensorProto.Types.DataType.Float || input.Shape() is not { Length: 4 } shape)
        {
            throw new NetworkException(
                $"The network's input '{input.Name}' must be float [N,C,H,W] or [N,H,W,C], got {(TensorProto.Types.DataType)(input.Type?.TensorType?.ElemType ?? 0)} [{string.Join(',', input.Shape() ?? [])}].");
        }

        bool last = shape[3] is 1 or 3 && shape[1] is not (1 or 3);
        long channels = last ? shape[3] : shape[1];
        if (channels is not (1 or 3))
        {
            throw new NetworkException($"The network's input '{input.Name}' must have 1 or 3 channels, got shape [{string.Join(',', shape)}].");
        }

        return new NetworkInput(input.Name, (int)channels, Side(shape[last ? 1 : 2], openSize, input.Name), Side(shape[last ? 2 : 3], openSize, input.Name), last) { Batch = shape[0] };
    }

    private static int Side(long length, int? openSize, string name) =>
        length > 0
            ? (int)Math.Min(length, int.MaxValue)
            : openSize ?? throw new NetworkException($"The network's input '{name}' leaves its size open; say which size to train at (inputSize, --input-size).");
}
