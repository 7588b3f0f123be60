using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>
/// A vision transformer of two blocks that trains in a blink, its numbers of images and tokens written into its shapes as PyTorch's exporter does.
/// </summary>
internal static class SmallTransformer
{
    public const int Side = 64;

    private const int Patch = 16, Width = 48, Heads = 3, Tokens = (Side / Patch * (Side / Patch)) + 1;

    /// <param name="path">The file.</param>
    /// <param name="batch">The number of images it is fixed to.</param>
    /// <param name="isImageFirst">Whether tokens are [N,T,C], as torchvision has them inside its blocks; else [T,N,C], as nn.MultiheadAttention has
    /// them.</param>
    /// <param name="hasHead">Whether a dense layer of 10 outputs stands at the end; else the class token is the output.</param>
    public static void Write(string path, long batch, bool isImageFirst, bool hasHead = true)
    {
        ModelProto model = OnnxFile.Create("transformer");
        var b = new GraphBuilder(model.Graph);
        string x = b.Input("pixel_values", batch, 3, Side, Side);
        x = b.Add("Conv", [x, Weight(b, "patches", 3 * Patch * Patch, Width, Width, 3, Patch, Patch)], Attributes.Of("strides", [(long)Patch, Patch]));
        x = b.Add("Transpose", [b.Add("Reshape", [x, b.Constant(batch, Width, Tokens - 1)])], Attributes.Of("perm", [0L, 2, 1]));
        string token =
            batch == 1 ? Weight(b, "token", 1, Width, 1, 1, Width) : b.Add("Expand", [Weight(b, "token", 1, Width, 1, 1, Width), b.Constant(batch, 1, Width)]);
        x = b.Add("Add", [b.Add("Concat", [token, x], Attributes.Of("axis", 1)), Weight(b, "positions", Tokens, Width, 1, Tokens, Width)]);
        for (int i = 0; i < 2; i++)
        {
            x = b.Add("Add", [x, Attention(b, Normal(b, x, $"{i}.a"), $"{i}", batch, isImageFirst)]);
            string wide = b.Add("MatMul", [Normal(b, x, $"{i}.b"), Weight(b, $"{i}.up", Width, 2 * Width, Width, 2 * Width)]);
            string bent = b.Add("Mul", [wide, b.Add("Sigmoid", [b.Add("Mul", [wide, b.Constant(1.702f)])])]);
            x = b.Add("Add", [x, b.Add("MatMul", [bent, Weight(b, $"{i}.down", 2 * Width, Width, 2 * Width, Width)])]);
        }

        string last = Normal(b, x, "last");
        string first = b.Add("Gather", [last, b.Add("Squeeze", [b.Constant(0L)])], Attributes.Of("axis", 1));
        string end =
            hasHead ? b.Add("Gemm", [first, Weight(b, "head", Width, 10, 10, Width), Weights.Zeros(b, "head.bias", 10)], Attributes.Of("transB", 1)) : first;
        b.AddAs("output", "Identity", [end]);
        b.Output("output", batch, hasHead ? 10 : Width);
        if (!hasHead)
        {
            // Hugging Face's vision models give every token and the one that stands for the image
            GraphNames.Rename(model.Graph, "output", "pooler_output");
            GraphNames.Rename(model.Graph, last, "last_hidden_state");
            model.Graph.Output.Insert(0, ValueInfos.Of("last_hidden_state", TensorProto.Types.DataType.Float, batch, Tokens, Width));
        }

        OnnxFile.Save(model, path);
    }

    private static string Attention(GraphBuilder b, string x, string name, long batch, bool isImageFirst)
    {
        x = isImageFirst ? x : b.Add("Transpose", [x], Attributes.Of("perm", [1L, 0, 2]));
        string Projected(string which) => b.Add("MatMul", [x, Weight(b, $"{name}.{which}", Width, Width, Width, Width)]);
        string q, k, v, rows;
        const long length = Width / Heads;
        if (isImageFirst)
        {
            string Apart(string which, params long[] order) =>
                b.Add("Transpose", [b.Add("Reshape", [Projected(which), b.Constant(batch, Tokens, Heads, length)])], Attributes.Of("perm", order));
            (q, k, v) = (Apart("q", 0, 2, 1, 3), Apart("k", 0, 2, 3, 1), Apart("v", 0, 2, 1, 3));
        }
        else
        {
            string Apart(string which, params long[] order) =>
                b.Add("Transpose", [b.Add("Reshape", [Projected(which), b.Constant(Tokens, batch * Heads, length)])], Attributes.Of("perm", order));
            (q, k, v) = (Apart("q", 1, 0, 2), Apart("k", 1, 2, 0), Apart("v", 1, 0, 2));
        }

        string weights = b.Add("Softmax", [b.Add("Div", [b.Add("MatMul", [q, k]), b.Constant(MathF.Sqrt(length))])], Attributes.Of("axis", -1));
        string mixed = b.Add("MatMul", [weights, v]);
        if (isImageFirst)
        {
            rows = b.Add("Reshape", [b.Add("Transpose", [mixed], Attributes.Of("perm", [0L, 2, 1, 3])), b.Constant(batch, Tokens, Width)]);
            return b.Add("MatMul", [rows, Weight(b, $"{name}.o", Width, Width, Width, Width)]);
        }

        rows = b.Add("Reshape", [b.Add("Transpose", [mixed], Attributes.Of("perm", [1L, 0, 2])), b.Constant(Tokens * batch, Width)]);
        string whole = b.Add("Reshape", [b.Add("Gemm", [rows, Weight(b, $"{name}.o", Width, Width, Width, Width)]), b.Constant(Tokens, batch, Width)]);
        return b.Add("Transpose", [whole], Attributes.Of("perm", [1L, 0, 2]));
    }

    private static string Normal(GraphBuilder b, string x, string name) =>
        b.Add("LayerNormalization", [x, b.FloatTensor([.. Enumerable.Repeat(1f, Width)], Width), Weights.Zeros(b, $"{name}.shift", Width)],
            Attributes.Of("axis", -1));

    private static string Weight(GraphBuilder b, string name, long fanIn, long fanOut, params long[] dims) =>
        Weights.Glorot(b, name, fanIn, fanOut, new Seed(3), dims);
}
