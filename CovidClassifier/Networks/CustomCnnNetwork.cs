using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>The study's CNN, layer by layer.</summary>
internal sealed class CustomCnnNetwork(double dropout, int side = CustomCnnNetwork.StudySide) : Network("cnn")
{
    private const int StudySide = 256, Kernel = 3, Stride = 3, LastFilters = 32;

    // a quarter of the work, and markers of a few pixels are still seen
    private const int SmallSide = StudySide / 2;

    private NetworkInput Input => new("input", Channels: 3, side, side, ChannelsLast: false);

    public override bool IsPretrained => false;

    internal override Network Smaller => AtSide(SmallSide);

    internal override string Description => FormattableString.Invariant($"the CNN at {side} x {side}");

    /// <summary>The same layers over images of another size.</summary>
    /// <param name="other">At least 32, so that something is left after the last pooling.</param>
    internal override CustomCnnNetwork AtSide(int other) => new(dropout, other);

    /// <summary>The same layers with another share of units dropped.</summary>
    /// <param name="other">At least 0 and below 1.</param>
    public CustomCnnNetwork WithDropout(double other) => new(other, side);

    internal override NetworkGraph Build(int classCount, Seed seed) => OnnxNetwork.Adapt(Describe(classCount, seed), Input, Preprocessing.ZeroOne, []);

    internal override NetworkGraph Original(Seed seed) => Build(classCount: 2, seed);

    private protected override ModelProto Describe(int classCount, Seed seed)
    {
        int outputs = classCount == 2 ? 1 : classCount;
        ModelProto model = OnnxFile.Create("custom-cnn");
        model.MetadataProps.Add(new StringStringEntryProto { Key = NetworkMetadata.Preprocessing, Value = Preprocessing.ZeroOne.Name });
        var builder = new GraphBuilder(model.Graph);
        string x = builder.Input(Input.Name, Input.Shape(-1));
        x = ConvolutionBlock(builder, x, "conv1", inChannels: 3, filters: 64, seed);
        x = ConvolutionBlock(builder, x, "conv2", inChannels: 64, filters: LastFilters, seed);
        x = builder.Add("Flatten", [x]);
        x = builder.Add("Relu", [Dense(builder, x, "dense1", inputs: LastFilters * SideAfterBlocks(2) * SideAfterBlocks(2), outputs: 256, seed)]);
        x = Dense(builder, x, "dense2", inputs: 256, outputs, seed);
        builder.AddAs(NetworkGraph.Logits, "Identity", [x]);
        builder.Output(NetworkGraph.Logits, -1, outputs);
        return model;
    }

    private string ConvolutionBlock(GraphBuilder builder, string x, string name, int inChannels, int filters, Seed seed)
    {
        string weight =
            Weights.Glorot(builder, $"{name}.weight", inChannels * Kernel * Kernel, filters * Kernel * Kernel, seed, filters, inChannels, Kernel, Kernel);
        string bias = Weights.Zeros(builder, $"{name}.bias", filters);
        x = builder.Add("Conv", [x, weight, bias], Attributes.Of("kernel_shape", [(long)Kernel, Kernel]), Attributes.Of("strides", [(long)Stride, Stride]));
        x = builder.Add("Relu", [x]);
        x = builder.Add("MaxPool", [x], Attributes.Of("kernel_shape", [2L, 2]), Attributes.Of("strides", [2L, 2]));
        return dropout == 0 ? x : builder.Add("Dropout", [x, builder.Constant((float)dropout)]);
    }

    private int SideAfterBlocks(int blocks) => blocks == 0 ? side : ((SideAfterBlocks(blocks - 1) - Kernel) / Stride + 1) / 2;

    private static string Dense(GraphBuilder builder, string x, string name, int inputs, int outputs, Seed seed)
    {
        string weight = Weights.Glorot(builder, $"{name}.weight", inputs, outputs, seed, outputs, inputs);
        return builder.Add("Gemm", [x, weight, Weights.Zeros(builder, $"{name}.bias", outputs)], Attributes.Of("transB", 1));
    }
}
