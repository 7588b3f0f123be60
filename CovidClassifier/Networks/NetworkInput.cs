using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using static CovidClassifier.Onnx.TensorProto.Types;

namespace CovidClassifier.Networks;

/// <summary>What an imported network takes: one image tensor.</summary>
internal sealed record NetworkInput(string Name, int Channels, int Height, int Width, bool ChannelsLast)
{
    // what an export is fixed to beyond this is no number of images that anyone runs at once
    private const long MostImages = 1024;

    /// <summary>The number of images that the file is fixed to; -1 where it is open.</summary>
    public long Batch { get; init; } = -1;

    /// <summary>The type of its numbers; whole numbers mean gray levels 0..255.</summary>
    public DataType ElementType { get; init; } = DataType.Float;

    /// <summary>The tensor's shape for a batch size (-1: open).</summary>
    public long[] Shape(long batch) => ChannelsLast ? [batch, Height, Width, Channels] : [batch, Channels, Height, Width];

    /// <summary>The tensor's declaration for a batch size (-1: open).</summary>
    public ValueInfoProto Declare(long batch) => ValueInfos.Of(Name, ElementType, Shape(batch));

    /// <summary>Finds the image input; a side that the file leaves open takes <paramref name="openSize"/>.</summary>
    /// <exception cref="NetworkException">Not just one input, not an image, too large, or an open side without <paramref name="openSize"/>.</exception>
    public static NetworkInput Find(GraphProto graph, int? openSize)
    {
        // exporters leave inputs behind that nothing reads, and old ones list weights among the inputs
        HashSet<string> read = [.. graph.Node.SelectMany(InnerGraphs.Reads)];
        read.ExceptWith(graph.Initializer.Select(i => i.Name));
        ValueInfoProto[] inputs = [.. graph.Input.Where(i => read.Contains(i.Name))];
        ValueInfoProto input = inputs.Length == 1
            ? inputs[0]
            : throw new NetworkException(
                $"The network must take one input, an image; it takes {inputs.Length}: " +
                    $"{string.Join(", ", inputs.Take(20).Select(i => ShownText.Name(i.Name)))}.");
        int type = input.Type?.TensorType?.ElemType ?? 0;
        long[]? declared = input.Shape();
        long[]? known = declared is null or [_, < 0, _, < 0] && FirstConvolution.ShapeOf(graph, input.Name) is { } told
            ? [.. told.Select((length, axis) => length > 0 ? length : declared?[axis] ?? -1)]
            : declared;
        if (TypeOf(type) is not { } elements || known is not { Length: 4 } shape)
        {
            throw new NetworkException(
                $"The network's input '{ShownText.Name(input.Name)}' must be numbers [N,C,H,W] or [N,H,W,C], got {(DataType)type} " +
                    $"[{string.Join(',', input.Shape() ?? [])}].");
        }

        bool last = shape[3] is 1 or 3 && shape[1] is not (1 or 3);
        long channels = last ? shape[3] : shape[1];
        if (channels is not (1 or 3))
        {
            throw new NetworkException($"The network's input '{ShownText.Name(input.Name)}' must have 1 or 3 channels, got shape [{string.Join(',', shape)}].");
        }

        if (shape[0] > MostImages)
        {
            throw new NetworkException(
                $"The network is fixed to {shape[0]} images at a time; at most {MostImages} are opened to any number. Export it again with an open batch " +
                $"dimension.");
        }

        var found = new NetworkInput(
            input.Name, (int)channels, Side(shape[last ? 1 : 2], openSize, input.Name), Side(shape[last ? 2 : 3], openSize, input.Name), last)
        {
            Batch = shape[0],
            ElementType = elements,
        };
        InputSizes.Covering(found.Width, found.Height);
        return found;
    }

    // float types become the 32-bit one
    private static DataType? TypeOf(int type) => (DataType)type switch
    {
        DataType.Float or DataType.Float16 or DataType.Bfloat16 or DataType.Double => DataType.Float,
        DataType.Uint8 or DataType.Uint16 or DataType.Uint32 or DataType.Uint64 or DataType.Int16 or DataType.Int32 or DataType.Int64 => (DataType)type,
        _ => null,
    };

    private static int Side(long length, int? openSize, string name) =>
        length > 0
            ? (int)Math.Min(length, int.MaxValue)
            : openSize ?? throw new NetworkException(
                $"The network's input '{ShownText.Name(name)}' leaves its size open; say which size to train at (inputSize).");
}
