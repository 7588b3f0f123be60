using CovidClassifier.Onnx.Gradients;
using CovidClassifier.Onnx.Kernels;

namespace CovidClassifier.Onnx.Lowering;

/// <summary>
/// Convolution, ReLU and max-pooling whose windows lie side by side: one product of weights and patches, the patches of a pooling window together, and a kernel
/// of our own that pools, adds the bias and activates in one pass, and hands gradients back in another. Images come out channels last, behind a transposition
/// that later readers may skip.
/// </summary>
internal sealed class PooledConvolution : ILowering
{
    public void Apply(NodeProto node, LoweringScope scope)
    {
        if (node.OpType != "MaxPool" || node.Output.Count != 1)
        {
            return;
        }

        NodeProto? relu = scope.SoleMaker(node.Input[0], "Relu");
        if (scope.SoleMaker(relu?.Input[0] ?? node.Input[0], "Conv") is not { } convolution
            || !Fits(node, convolution, scope, out long[] pool, out long[] weight))
        {
            return;
        }

        GraphBuilder builder = scope.Builder;
        long[] pooled = scope.Shape(node.Output[0]);
        (long filters, long features, long places, long windows) = (weight[0], weight[1..].Product(), pool.Product(), pooled[0] * pooled[2] * pooled[3]);
        string patches = builder.Reshape(Patches(scope, convolution.Input[0], pooled, pool, weight), [windows * places, features]);
        string kernel = builder.Reshape(builder.Transpose(convolution.Input[1], 2, 3, 1, 0), [features, filters]);
        string products = builder.Reshape(builder.Add("MatMul", [patches, kernel]), [windows, places, filters]);
        string bias = convolution.InputAt(2) ?? builder.FloatTensor(new float[filters], filters);
        string sizes = builder.Constant(PooledActivation.Sizes(windows, places, filters, relu is not null));
        string activated = builder.Add(PooledActivation.OpType, [products, bias, sizes]);
        ChannelsLast.Replace(scope, node, builder.Reshape(activated, [pooled[0], pooled[2], pooled[3], filters]));
    }

    private static bool Fits(NodeProto node, NodeProto convolution, LoweringScope scope, out long[] pool, out long[] weight)
    {
        pool = node.Ints("kernel_shape", []);
        weight = scope.Shape(convolution.Input[1]);
        long[] image = scope.Shape(convolution.Input[0]);
        long[] convolved = scope.Shape(convolution.Output[0]);
        long[] pooled = scope.Shape(node.Output[0]);
        return image.Length == 4
            && convolution.Int("group", 1) == 1
            && Tiles(Window.Of(convolution, weight[2..], image.AsSpan(2), convolved.AsSpan(2)), image, convolved)
            && Tiles(Window.Of(node, pool, convolved.AsSpan(2), pooled.AsSpan(2)), convolved, pooled);
    }

    private static bool Tiles(Window window, long[] wide, long[] narrow) =>
        window.IsTiling && window.Pads.All(p => p == 0) && Enumerable.Range(0, window.Rank).All(i => narrow[i + 2] * window.Kernel[i] <= wide[i + 2]);

    /// <summary>
    /// The elements that each product reads, in the order [N, rows, columns, pool rows, pool columns, kernel rows, kernel columns, channels].
    /// </summary>
    private static string Patches(LoweringScope scope, string x, long[] pooled, long[] pool, long[] weight)
    {
        GraphBuilder builder = scope.Builder;
        long[] shape = scope.Shape(x);
        bool channelsLast = ChannelsLast.Source(scope, x) is not null;
        string source = ChannelsLast.Source(scope, x) ?? x;
        int first = channelsLast ? 1 : 2;
        for (int i = 0; i < 2; i++)
        {
            long read = pooled[i + 2] * pool[i] * weight[i + 2];
            source = read == shape[i + 2] ? source
                : builder.Add("Slice", [source, builder.Constant(0L), builder.Constant(read), builder.Constant((long)(first + i))]);
        }

        long[] apart = [pooled[2], pool[0], weight[2], pooled[3], pool[1], weight[3]];
        return channelsLast
            ? builder.Transpose(builder.Reshape(source, [shape[0], .. apart, shape[1]]), 0, 1, 4, 2, 5, 3, 6, 7)
            : builder.Transpose(builder.Reshape(source, [shape[0], shape[1], .. apart]), 0, 2, 5, 3, 6, 4, 7, 1);
    }
}
