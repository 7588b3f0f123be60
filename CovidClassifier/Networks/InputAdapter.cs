using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Makes the graph that turns <see cref="NetworkGraph.Pixels"/> into what a network takes: size, scale, channels and layout.</summary>
internal static class InputAdapter
{
    /// <summary>Name of the adapter's output.</summary>
    public const string Output = "image";

    /// <summary>
    /// A model with input `pixels` [N,1,S,S], S the smallest supported square that covers the network's input, and output <see cref="Output"/>.
    /// </summary>
    public static ModelProto Build(NetworkInput input, Preprocessing preprocessing)
    {
        if (preprocessing.Means is not null && input.Channels != 3)
        {
            throw new NetworkException($"Preprocessing '{preprocessing.Name}' needs a network with three input channels, got {input.Channels}.");
        }

        if (input.ElementType != TensorProto.Types.DataType.Float && preprocessing != Preprocessing.None)
        {
            throw new NetworkException(
                $"The network takes whole numbers ({input.ElementType}), which are gray levels 0..255 as they are: preprocessing '{preprocessing.Name}' " +
                    $"must be '{Preprocessing.None.Name}'.");
        }

        int size = InputSizes.Covering(input.Width, input.Height);
        ModelProto model = OnnxFile.Create("input");
        var builder = new GraphBuilder(model.Graph);
        string image = builder.Input(NetworkGraph.Pixels, -1, 1, size, size);
        image = Resize(builder, image, size, input);
        image = Scale(builder, image, preprocessing);
        if (input.Channels == 3)
        {
            image = builder.Add("Concat", [image, image, image], Attributes.Of("axis", 1));
        }

        if (preprocessing.Means is { } means && preprocessing.Deviations is { } deviations)
        {
            image = builder.Add("Sub", [image, builder.FloatTensor(means, 1, 3, 1, 1)]);
            image = builder.Add("Div", [image, builder.FloatTensor(deviations, 1, 3, 1, 1)]);
        }

        if (input.ChannelsLast)
        {
            image = builder.Add("Transpose", [image], Attributes.Of("perm", [0L, 2, 3, 1]));
        }

        AddOutput(builder, image, input);
        model.Graph.Output.Add(ValueInfos.Of(Output, input.ElementType, input.Shape(-1)));
        return model;
    }

    // whole numbers are gray levels, which a Resize leaves between them
    private static void AddOutput(GraphBuilder builder, string image, NetworkInput input)
    {
        if (input.ElementType == TensorProto.Types.DataType.Float)
        {
            builder.AddAs(Output, "Identity", [image]);
            return;
        }

        string level = builder.Add("Clip", [builder.Add("Round", [image]), builder.Constant(0f), builder.Constant(255f)]);
        builder.AddAs(Output, "Cast", [level], Attributes.Of("to", (long)input.ElementType));
    }

    private static string Resize(GraphBuilder builder, string image, int size, NetworkInput input)
    {
        if (size == input.Width && size == input.Height)
        {
            return image;
        }

        string scales = builder.FloatTensor([1, 1, (float)input.Height / size, (float)input.Width / size], 4);
        return builder.Add("Resize", [image, "", scales], Attributes.Of("mode", "linear"), Attributes.Of("antialias", 1));
    }

    private static string Scale(GraphBuilder builder, string image, Preprocessing preprocessing)
    {
        string scaled = preprocessing.Scale == 1 ? image : builder.Add("Mul", [image, builder.Constant(preprocessing.Scale)]);
        return preprocessing.Shift == 0 ? scaled : builder.Add("Add", [scaled, builder.Constant(preprocessing.Shift)]);
    }
}
