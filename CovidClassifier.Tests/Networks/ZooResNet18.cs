using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>
/// ResNet18 version 1 with random weights, written as the ONNX Model Zoo's resnet18-v1-7.onnx is: the names that MXNet's exporter gives, operator set 8, IR 3,
/// every weight among the graph's inputs.
/// </summary>
internal static class ZooResNet18
{
    private const string Prefix = "resnetv15_";

    public static void Write(string path)
    {
        ModelProto model = OnnxFile.Create("mxnet_converted_model");
        model.IrVersion = 3;
        model.OpsetImport.Single().Version = 8;
        GraphProto graph = model.Graph;
        var builder = new GraphBuilder(graph);
        builder.Input("data", -1, 3, 224, 224);
        string x = Convolve(builder, "data", "conv0", 3, 64, kernel: 7, stride: 2);
        x = Normalise(builder, x, "batchnorm0", 64);
        x = builder.AddAs(Prefix + "relu0_fwd", "Relu", [x]);
        x = builder.AddAs(
            Prefix + "pool0_fwd", "MaxPool", [x], Attributes.Of("kernel_shape", [3L, 3]), Attributes.Of("strides", [2L, 2]),
                Attributes.Of("pads", [1L, 1, 1, 1]));
        int channels = 64;
        for (int stage = 1; stage <= 4; stage++)
        {
            x = Stage(builder, x, $"stage{stage}_", channels, 64 << (stage - 1), stage == 1 ? 1 : 2);
            channels = 64 << (stage - 1);
        }

        x = builder.AddAs(Prefix + "pool1_fwd", "GlobalAveragePool", [x]);
        x = builder.AddAs("flatten_170", "Flatten", [x]);
        string weight = Weight(builder, "dense0_weight", 512, 1000, 512);
        builder.AddAs(
            Prefix + "dense0_fwd", "Gemm", [x, weight, Constant(builder, "dense0_bias", 1000, 0)],
            Attributes.Of("alpha", 1f), Attributes.Of("beta", 1f), Attributes.Of("transA", 0), Attributes.Of("transB", 1));
        builder.Output(Prefix + "dense0_fwd", -1, 1000);
        graph.Input.AddRange(graph.Initializer.Select(i => ValueInfos.Of(i.Name, TensorProto.Types.DataType.Float, [.. i.Dims])));
        OnnxFile.Save(model, path);
    }

    private static string Stage(GraphBuilder builder, string x, string name, int from, int to, int stride)
    {
        int conv = 0, norm = 0;
        for (int block = 0; block < 2; block++)
        {
            string shortcut = x;
            int channels = block == 0 ? from : to, step = block == 0 ? stride : 1;
            string y = Convolve(builder, x, $"{name}conv{conv++}", channels, to, 3, step);
            y = Normalise(builder, y, $"{name}batchnorm{norm++}", to);
            y = builder.AddAs($"{Prefix}{name}relu{block}_fwd", "Relu", [y]);
            y = Convolve(builder, y, $"{name}conv{conv++}", to, to, 3, 1);
            y = Normalise(builder, y, $"{name}batchnorm{norm++}", to);
            if (channels != to)
            {
                shortcut = Convolve(builder, x, $"{name}conv{conv++}", channels, to, 1, step);
                shortcut = Normalise(builder, shortcut, $"{name}batchnorm{norm++}", to);
            }

            y = builder.AddAs($"{Prefix}{name}_plus{block}", "Add", [shortcut, y]);
            x = builder.AddAs($"{Prefix}{name}activation{block}", "Relu", [y]);
        }

        return x;
    }

    private static string Convolve(GraphBuilder builder, string x, string name, int from, int to, int kernel, int stride) => builder.AddAs(
        $"{Prefix}{name}_fwd",
        "Conv",
        [x, Weight(builder, $"{name}_weight", from * kernel * kernel, to, from, kernel, kernel)],
        Attributes.Of("kernel_shape", [(long)kernel, kernel]),
        Attributes.Of("strides", [(long)stride, stride]),
        Attributes.Of("pads", [(long)kernel / 2, kernel / 2, kernel / 2, kernel / 2]),
        Attributes.Of("dilations", [1L, 1]),
        Attributes.Of("group", 1));

    private static string Normalise(GraphBuilder builder, string x, string name, int channels) => builder.AddAs(
        $"{Prefix}{name}_fwd",
        "BatchNormalization",
        [
            x, Constant(builder, $"{name}_gamma", channels, 1), Constant(builder, $"{name}_beta", channels, 0),
            Constant(builder, $"{name}_running_mean", channels, 0), Constant(builder, $"{name}_running_var", channels, 1),
        ],
        Attributes.Of("epsilon", 1e-5f),
        Attributes.Of("momentum", 0.9f),
        Attributes.Of("spatial", 1));

    // He et al. 2015, so that activations keep their size from layer to layer
    private static string Weight(GraphBuilder builder, string name, int fanIn, params long[] dims)
    {
        RandomStream random = new Seed(18).For(name).Open();
        double limit = Math.Sqrt(6.0 / fanIn);
        float[] values = [.. Enumerable.Range(0, (int)dims.Aggregate(1L, (a, b) => a * b)).Select(_ => (float)random.Uniform(-limit, limit))];
        builder.Graph.Initializer.Add(Tensors.Of(Prefix + name, values, dims));
        return Prefix + name;
    }

    private static string Constant(GraphBuilder builder, string name, int length, float value)
    {
        float[] values = new float[length];
        values.AsSpan().Fill(value);
        builder.Graph.Initializer.Add(Tensors.Of(Prefix + name, values, length));
        return Prefix + name;
    }
}
