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
        if (preprocessing.IsOfThreeChannels && input.Channels != 3)
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

        image = Centre(builder, image, input, preprocessing);
        if (input.ChannelsLast)
        {
            image = builder.Add("Transpose", [image], Attributes.Of("perm", [0L, 2, 3, 1]));
        }

        AddOutput(builder, image, input);
        model.Graph.Output.Add(ValueInfos.Of(Output, input.ElementType, input.Shape(-1)));
        return model;
    }

    /// <summary>
    /// A network that takes its images before the mean image is subtracted and the deviations are divided by, which no metadata can say: the scale alone is
    /// left to be said there.
    /// </summary>
    /// <param name="network">Its one input is <paramref name="input"/>; not changed.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="preprocessing">With a mean image.</param>
    public static ModelProto WithMeanImage(ModelProto network, NetworkInput input, Preprocessing preprocessing)
    {
        ModelProto model = OnnxFile.Create("mean_image");
        var builder = new GraphBuilder(model.Graph);
        string image = builder.Input(input.Name, input.Shape(-1));
        string first = input.ChannelsLast ? builder.Add("Transpose", [image], Attributes.Of("perm", [0L, 3, 1, 2])) : image;
        string centred = Centre(builder, first, input, preprocessing);
        string last = input.ChannelsLast ? builder.Add("Transpose", [centred], Attributes.Of("perm", [0L, 2, 3, 1])) : centred;
        builder.Output(last, input.Shape(-1));
        return GraphJoin.Join(model, network, new Dictionary<string, string> { [last] = input.Name });
    }

    private static string Centre(GraphBuilder builder, string image, NetworkInput input, Preprocessing preprocessing)
    {
        if (preprocessing.MeanImage is { } mean)
        {
            if (mean.Height != input.Height || mean.Width != input.Width)
            {
                throw new NetworkException(
                    $"The mean image is {mean.Width} x {mean.Height}, the network takes {input.Width} x {input.Height}; both must be of one size.");
            }

            image = builder.Add("Sub", [image, builder.FloatTensor(mean.Values, 1, mean.Channels, mean.Height, mean.Width)]);
        }
        else if (preprocessing.Means is { } means)
        {
            image = builder.Add("Sub", [image, builder.FloatTensor(means, 1, 3, 1, 1)]);
        }

        return preprocessing.Deviations is { } deviations && deviations.Any(d => d != 1)
            ? builder.Add("Div", [image, builder.FloatTensor(deviations, 1, deviations.Length, 1, 1)])
            : image;
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
