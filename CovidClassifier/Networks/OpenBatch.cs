using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// Opens a network that was exported for a fixed number of images, as PyTorch does unless told otherwise, to any number: constant shapes of Reshape, sizes of Resize and constants that are joined to
/// each image (a class token) have the number written into them.
/// </summary>
internal static class OpenBatch
{
    private const float Tolerance = 1e-3f;

    private const int VerifiedImages = 3;

    /// <summary>Changes the graph in place.</summary>
    /// <param name="model">Constants folded, nodes in order, its input declared with the fixed number.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="batch">The number of images it was exported for.</param>
    public static void Apply(ModelProto model, NetworkInput input, long batch)
    {
        Shapes shapes = Shapes.Infer(model);
        var builder = new GraphBuilder(model.Graph);
        Dictionary<string, TensorProto> constants = model.Graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        var axes = new Dictionary<string, int>(StringComparer.Ordinal) { [input.Name] = 0 };
        foreach (NodeProto node in model.Graph.Node.ToArray())
        {
            if (node.Input.FirstOrDefault(axes.ContainsKey) is not { } source)
            {
                continue;
            }

            int axis = Follow(node, axes[source], shapes[source], shapes[node.Output[0]]);
            foreach (string output in node.Output.Where(o => o.Length > 0))
            {
                axes[output] = axis;
            }

            switch (node.OpType)
            {
                case "Reshape" when constants.ContainsKey(node.Input[1]) && axis >= 0:
                    node.Input[1] = builder.Constant(Opened(shapes[node.Output[0]], axis));
                    break;
                case "Resize" when node.InputAt(3) is { } sizes && constants.ContainsKey(sizes):
                    UseScales(node, builder, shapes[source], shapes[node.Output[0]]);
                    break;
                case "Concat" when axis >= 0 && axis != node.Int("axis", 0):
                    RepeatConstants(node, builder, source, axis, constants);
                    break;
            }
        }

        GraphOrder.Sort(model.Graph);
    }

    /// <summary>Runs some images at once and each by itself: both must agree.</summary>
    /// <param name="model">Opened, its input declared with an open batch.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="batch">The number of images it was exported for.</param>
    /// <exception cref="NetworkException">They differ, or the graph does not run: the fixed number is in it in another way.</exception>
    public static void Verify(ModelProto model, NetworkInput input, long batch)
    {
        string logits = model.Graph.Output[0].Name;
        try
        {
            using var session = new OnnxSession(model);
            float[] together = Run(session, input, logits, 0, VerifiedImages);
            float[] apart = [.. Enumerable.Range(0, VerifiedImages).SelectMany(image => Run(session, input, logits, image, 1))];
            float largest = apart.Max(Math.Abs);
            if (together.Length == apart.Length && together.Zip(apart).All(p => Math.Abs(p.First - p.Second) <= Tolerance * Math.Max(largest, 1e-6f) || (float.IsNaN(p.First) && float.IsNaN(p.Second))))
            {
                return;
            }
        }
        catch (NetworkException e)
        {
            throw Refuse(batch, e);
        }

        throw Refuse(batch, null);
    }

    // where the index of the image is the slowest part of an axis, it stays so, whatever the axes are cut into or joined to
    private static int Follow(NodeProto node, int axis, long[] from, long[] to)
    {
        if (axis < 0)
        {
            return -1;
        }

        switch (node.OpType)
        {
            case "Transpose":
                return Array.IndexOf(node.Ints("perm", [.. Enumerable.Range(0, from.Length).Reverse().Select(i => (long)i)]), axis);
            case "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze":
                long before = Product(from.AsSpan(0, axis));
                return Array.FindIndex([.. Enumerable.Range(0, to.Length)], i => Product(to.AsSpan(0, i)) == before);
            default:
                return Math.Max(0, axis - Math.Max(0, from.Length - to.Length));
        }
    }

    private static long[] Opened(long[] shape, int axis)
    {
        long[] opened = [.. shape];
        opened[axis] = -1;
        return opened;
    }

    private static void UseScales(NodeProto node, GraphBuilder builder, long[] from, long[] to)
    {
        string scales = builder.FloatTensor([.. to.Zip(from, (t, f) => (float)t / f)], from.Length);
        string[] inputs = [node.Input[0], node.InputAt(1) ?? "", scales];
        node.Input.Clear();
        node.Input.Add(inputs);
    }

    private static void RepeatConstants(NodeProto node, GraphBuilder builder, string source, int axis, Dictionary<string, TensorProto> constants)
    {
        for (int i = 0; i < node.Input.Count; i++)
        {
            if (constants.TryGetValue(node.Input[i], out TensorProto? constant))
            {
                string count = builder.Add("Shape", [source], Attributes.Of("start", axis), Attributes.Of("end", axis + 1));
                string[] lengths = [.. constant.Dims.Select((length, d) => d == axis ? count : builder.Constant(length))];
                node.Input[i] = builder.Add("Expand", [node.Input[i], builder.Add("Concat", lengths, Attributes.Of("axis", 0))]);
            }
        }
    }

    private static float[] Run(OnnxSession session, NetworkInput input, string logits, long first, long count)
    {
        using var inputs = new NamedValues();
        Span<float> pixels = inputs.AddFloats(input.Name, input.Shape(count));
        int size = (int)(pixels.Length / count);
        for (int image = 0; image < count; image++)
        {
            RandomStream random = new Seed((ulong)(first + image)).For("pixels").Open();
            foreach (ref float pixel in pixels.Slice(image * size, size))
            {
                pixel = (float)random.Uniform(-1, 1);
            }
        }

        using NamedValues outputs = session.Run(inputs, [logits]);
        return outputs.Floats(logits).ToArray();
    }

    private static long Product(ReadOnlySpan<long> lengths)
    {
        long product = 1;
        foreach (long length in lengths)
        {
            product *= length;
        }

        return product;
    }

    private static NetworkException Refuse(long batch, Exception? inner) =>
        new($"The network is fixed to {batch} image(s) at a time in a way that cannot be opened; export it again with an open batch dimension (PyTorch: dynamic_axes).", inner);
}
