using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// Opens a network that was exported for a fixed number of images, as PyTorch does unless told otherwise, to any number: constant shapes of Reshape, sizes of
/// Resize and constants that are joined to each image (a class token) have the number written into them.
/// </summary>
internal static class OpenBatch
{
    private const float Tolerance = 1e-3f;

    private const int VerifiedImages = 3;

    /// <summary>The ways to open a graph, the likeliest first; each is to be tried on a copy and verified.</summary>
    public static IReadOnlyList<BatchPlace.Preference> Ways { get; } =
        [BatchPlace.Preference.Unchanged, BatchPlace.Preference.Behind, BatchPlace.Preference.Before];

    /// <summary>Changes the graph in place.</summary>
    /// <param name="model">Constants folded, nodes in order, its input declared with the fixed number.</param>
    /// <param name="shapes">Of its tensors.</param>
    /// <param name="input">Name of its input, whose first axis counts the images.</param>
    /// <param name="images">The number that it is fixed to.</param>
    /// <param name="preference">How to read what one image leaves open.</param>
    public static void Apply(ModelProto model, Shapes shapes, string input, long images, BatchPlace.Preference preference)
    {
        var builder = new GraphBuilder(model.Graph);
        Dictionary<string, TensorProto> constants = model.Graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        var places = new Dictionary<string, BatchPlace>(StringComparer.Ordinal) { [input] = new(0, 1) };
        foreach (NodeProto node in model.Graph.Node.ToArray())
        {
            int slot = Enumerable.Range(0, node.Input.Count).FirstOrDefault(i => places.ContainsKey(node.Input[i]), -1);
            if (slot < 0 || !shapes.Knows(node.Input[slot]) || !shapes.Knows(node.Output[0]))
            {
                continue;
            }

            string source = node.Input[slot];
            long[] from = shapes[source], to = shapes[node.Output[0]];
            long[]? axes = node.InputAt(1) is { } named && constants.TryGetValue(named, out TensorProto? list) && !list.IsFloat() ? list.Longs() : null;
            BatchPlace? after = places[source].After(node, slot, from, to, images, axes, preference);
            if (after is not { } place || place.Axis < 0 || place.Axis >= to.Length)
            {
                continue;
            }

            foreach (string output in node.Output.Where(o => o.Length > 0))
            {
                places[output] = place;
            }

            switch (node.OpType)
            {
                case "Reshape" when constants.ContainsKey(node.Input[1]):
                    node.Input[1] = builder.Constant(With(to, place.Axis, -1));
                    break;
                case "Expand" when constants.ContainsKey(node.Input[1]) && from.Length == to.Length:
                    node.Input[1] = builder.Constant(With(to, place.Axis, 1));
                    break;
                case "Resize" when node.InputAt(3) is { } sizes && constants.ContainsKey(sizes):
                    UseScales(node, builder, from, to);
                    break;
                case "Add" or "Sub" or "Mul" or "Div" or "Where":
                    for (int i = 0; i < node.Input.Count; i++)
                    {
                        if (constants.TryGetValue(node.Input[i], out TensorProto? constant) && constant.Dims.Count == to.Length)
                        {
                            node.Input[i] = FirstOf(builder, constant, place.Axis, images);
                        }
                    }

                    break;
                case "Concat" when place.Axis != node.Int("axis", 0):
                    RepeatConstants(node, builder, source, place.Axis, images, constants);
                    break;
            }
        }

        GraphOrder.Sort(model.Graph);
    }

    /// <summary>Runs some images at once and each by itself, and tells whether both agree.</summary>
    /// <param name="model">Opened, its input declared with an open batch.</param>
    /// <param name="input">What it takes.</param>
    /// <exception cref="NetworkException">It does not run.</exception>
    public static bool Agrees(ModelProto model, NetworkInput input)
    {
        string logits = model.Graph.Output[0].Name;
        using OnnxSession session = Open(model, input);
        float[] together = Run(session, input, logits, 0, VerifiedImages);
        float[] apart = [.. Enumerable.Range(0, VerifiedImages).SelectMany(image => Run(session, input, logits, image, 1))];
        return AreAlike(together, apart);
    }

    /// <summary>What a network makes of a few drawn images.</summary>
    /// <param name="model">Its input declared with an open batch.</param>
    /// <param name="input">What it takes.</param>
    /// <exception cref="NetworkException">It does not run.</exception>
    public static float[] SomeRows(ModelProto model, NetworkInput input)
    {
        using OnnxSession session = Open(model, input);
        return Run(session, input, model.Graph.Output[0].Name, 0, VerifiedImages);
    }

    /// <summary>Runs as many images as a network is fixed to at once, and tells whether both graphs make the same of them.</summary>
    /// <param name="opened">For any number of images.</param>
    /// <param name="original">Fixed to a number of images; its one output is the other's.</param>
    /// <param name="input">What both take.</param>
    /// <exception cref="NetworkException">One does not run.</exception>
    public static bool Agrees(ModelProto opened, ModelProto original, NetworkInput input)
    {
        float[] Scores(ModelProto model)
        {
            using OnnxSession session = Open(model, input);
            return Run(session, input, original.Graph.Output[0].Name, 0, input.Batch);
        }

        return AreAlike(Scores(opened), Scores(original));
    }

    private static OnnxSession Open(ModelProto model, NetworkInput input) =>
        new(input.ElementType == TensorProto.Types.DataType.Float ? model : TakingFloats(model, input));

    private static bool AreAlike(float[] together, float[] apart)
    {
        float largest = apart.Max(Math.Abs);
        return together.Length == apart.Length
            && together.Zip(apart)
                .All(p => Math.Abs(p.First - p.Second) <= Tolerance * Math.Max(largest, 1e-6f) || (float.IsNaN(p.First) && float.IsNaN(p.Second)));
    }

    private static ModelProto TakingFloats(ModelProto model, NetworkInput input)
    {
        ModelProto levels = OnnxFile.Create("levels");
        var builder = new GraphBuilder(levels.Graph);
        string scaled = builder.Add("Mul", [builder.Input(input.Name, input.Shape(-1)), builder.Constant(127f)]);
        builder.AddAs("levels", "Cast", [builder.Add("Abs", [scaled])], Attributes.Of("to", (long)input.ElementType));
        levels.Graph.Output.Add(ValueInfos.Of("levels", input.ElementType, input.Shape(-1)));
        return GraphJoin.Join(levels, model, new Dictionary<string, string> { ["levels"] = input.Name });
    }

    /// <summary>What is said where no way opens the graph.</summary>
    public static NetworkException Refuse(long batch, Exception? inner) =>
        new($"The network is fixed to {batch} image(s) at a time in a way that cannot be opened; export it again with an open batch dimension (PyTorch: " +
            $"dynamic_axes).", inner);

    private static long[] With(long[] shape, int axis, long length)
    {
        long[] changed = [.. shape];
        changed[axis] = length;
        return changed;
    }

    private static void UseScales(NodeProto node, GraphBuilder builder, long[] from, long[] to)
    {
        string scales = builder.FloatTensor([.. to.Zip(from, (t, f) => (float)t / f)], from.Length);
        string[] inputs = [node.Input[0], node.InputAt(1) ?? "", scales];
        node.Input.Clear();
        node.Input.Add(inputs);
    }

    private static void RepeatConstants(NodeProto node, GraphBuilder builder, string source, int axis, long images, Dictionary<string, TensorProto> constants)
    {
        for (int i = 0; i < node.Input.Count; i++)
        {
            if (constants.TryGetValue(node.Input[i], out TensorProto? constant))
            {
                string count = builder.Add("Shape", [source], Attributes.Of("start", axis), Attributes.Of("end", axis + 1));
                string[] lengths = [.. constant.Dims.Select((length, d) => d == axis ? count : builder.Constant(length))];
                string one = FirstOf(builder, constant, axis, images);
                node.Input[i] = builder.Add("Expand", [one, builder.Add("Concat", lengths, Attributes.Of("axis", 0))]);
            }
        }
    }

    // what was repeated for each image is the same for each; the verification tells where it is not
    private static string FirstOf(GraphBuilder builder, TensorProto constant, int axis, long images) => images > 1 && constant.Dims[axis] == images
        ? builder.Add("Slice", [constant.Name, builder.Constant(0L), builder.Constant(1L), builder.Constant((long)axis)])
        : constant.Name;

    private static float[] Run(OnnxSession session, NetworkInput input, string logits, long first, long count)
    {
        using var inputs = new NamedValues();
        Span<float> pixels = inputs.AddFloats(input.Name, input.Shape(count));
        int size = (int)(pixels.Length / count);
        for (int image = 0; image < count; image++)
        {
            // images of other lightness and contrast, as a mean or a largest value over several of them would show
            long kind = (first + image) % 4;
            double contrast = 1 / (1 + (0.3 * kind)), lightness = 0.1 * kind;
            RandomStream random = new Seed((ulong)(first + image)).For("pixels").Open();
            foreach (ref float pixel in pixels.Slice(image * size, size))
            {
                pixel = (float)(lightness + (contrast * random.Uniform(-1, 1)));
            }
        }

        using NamedValues outputs = session.Run(inputs, [logits]);
        return outputs.Floats(logits).ToArray();
    }
}
