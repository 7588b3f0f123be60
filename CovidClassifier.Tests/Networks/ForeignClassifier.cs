using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>A small classifier of 5 classes, whose end and beginning each test writes in its own way.</summary>
internal static class ForeignClassifier
{
    /// <summary>A convolution, a ReLU, a second one, an average and a dense layer of 5.</summary>
    public static ModelProto Model(Func<GraphBuilder, string, string[]> end, Func<GraphBuilder, string, string>? preprocess = null)
    {
        ModelProto model = OnnxFile.Create("forms");
        Opset.Use(model, Opset.MachineLearning, Opset.MachineLearningVersion);
        var b = new GraphBuilder(model.Graph);
        string x = b.Input("image", -1, 3, 64, 64);
        x = preprocess is null ? x : preprocess(b, x);
        x = b.Add("Relu", [b.Add("Conv", [x, Weights.Glorot(b, "w", 48, 8, new Seed(1), 8, 3, 4, 4)], Attributes.Of("strides", [4L, 4]))]);
        x = b.Add("Relu", [b.Add("Conv", [x, Weights.Glorot(b, "v", 72, 8, new Seed(1), 8, 8, 3, 3)], Attributes.Of("strides", [2L, 2]))]);
        x = b.Add("Gemm", [b.Add("Flatten", [b.Add("GlobalAveragePool", [x])]), Weight(b, "dense", 8, 5)]);
        foreach (string output in end(b, x))
        {
            model.Graph.Output.Add(new ValueInfoProto { Name = output });
        }

        return model;
    }

    public static string Weight(GraphBuilder b, string name, long from, long to) => Weights.Glorot(b, name, from, to, new Seed(2), from, to);
}
