using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Mean images inside a network's graph: constants of the image's own shape that are subtracted from it or added.</summary>
internal static class MeanImages
{
    /// <summary>Stretches each to another size, linearly, as the images themselves are.</summary>
    /// <param name="graph">Changed in place.</param>
    /// <param name="input">What the graph takes; its mean images have this size.</param>
    /// <param name="other">What it is to take.</param>
    public static void Stretch(GraphProto graph, NetworkInput input, NetworkInput other)
    {
        ILookup<string, NodeProto> readers = graph.Node.SelectMany(node => node.Input.Select(name => (name, node))).ToLookup(r => r.name, r => r.node);
        foreach (TensorProto constant in graph.Initializer.Where(i => IsOfTheImage(i, input) && readers[i.Name].All(n => n.OpType is "Sub" or "Add")))
        {
            float[] values = Stretched(constant.Floats(), input, other);
            long[] shape = other.Shape(1);
            int missing = shape.Length - constant.Dims.Count;
            constant.Dims.Clear();
            constant.Dims.Add(shape[missing..]);
            constant.SetFloats(values);
        }
    }

    private static bool IsOfTheImage(TensorProto constant, NetworkInput input)
    {
        long[] shape = input.Shape(1);
        return constant.DataType == (int)TensorProto.Types.DataType.Float && constant.Dims.Count is 3 or 4
            && constant.Dims.SequenceEqual(shape[(shape.Length - constant.Dims.Count)..]);
    }

    private static float[] Stretched(float[] values, NetworkInput input, NetworkInput other)
    {
        var stretched = new float[input.Channels * other.Height * other.Width];
        for (int y = 0; y < other.Height; y++)
        {
            (int top, int bottom, float below) = Between(y, other.Height, input.Height);
            for (int x = 0; x < other.Width; x++)
            {
                (int left, int right, float beyond) = Between(x, other.Width, input.Width);
                for (int c = 0; c < input.Channels; c++)
                {
                    float At(int row, int column) => values[Place(input, c, row, column)];
                    float upper = At(top, left) + (At(top, right) - At(top, left)) * beyond;
                    float lower = At(bottom, left) + (At(bottom, right) - At(bottom, left)) * beyond;
                    stretched[Place(other, c, y, x)] = upper + (lower - upper) * below;
                }
            }
        }

        return stretched;
    }

    private static int Place(NetworkInput input, int channel, int row, int column) => input.ChannelsLast
        ? (row * input.Width + column) * input.Channels + channel
        : (channel * input.Height + row) * input.Width + column;

    /// <summary>Between which two of the old places the middle of a new one lies, and how far beyond the first.</summary>
    private static (int First, int Second, float Beyond) Between(int place, int places, int old)
    {
        float middle = Math.Clamp((place + 0.5f) * old / places - 0.5f, 0, old - 1);
        int first = (int)middle;
        return (first, Math.Min(first + 1, old - 1), middle - first);
    }
}
