using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

public sealed class CutPointsTests
{
    [Test]
    public void Of_ResidualBlock_OffersOnlyTensorsThatEveryPathCrosses()
    {
        ModelProto model = OnnxFile.Create("residual");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, 64, 64);
        builder.AddAs("stem", "AveragePool", [NetworkGraph.Pixels], Attributes.Of("kernel_shape", [2L, 2]), Attributes.Of("strides", [2L, 2]));
        builder.AddAs("branch", "Relu", ["stem"]);
        builder.AddAs("sum", "Add", ["stem", "branch"]);
        builder.AddAs("pooled", "GlobalAveragePool", ["sum"]);
        string weight = Weights.Glorot(builder, "w", 1, 3, new Seed(1), 3, 1);
        builder.AddAs(NetworkGraph.Logits, "Gemm", [builder.Add("Flatten", ["pooled"]), weight], Attributes.Of("transB", 1));
        builder.Output(NetworkGraph.Logits, -1, 3);
        Assert.That(CutPoints.Of(new NetworkGraph(model, 64, 64, 3)).Select(p => p.Tensor), Is.EqualTo(new[] { "stem", "sum", "pooled", "flatten", "logits" }));
    }

    [Test]
    public void Default_MobileNetOfTheSharedFolder_IsTheMapOf14By14By96()
    {
        NetworkGraph network = Network.FromOnnx(SharedFolder.Path("models/mobilenet_v2_imagenet.onnx"), Preprocessing.MinusOneOne).Build(2, new Seed(1));
        CutPoints.CutPoint cut = CutPoints.Default(network);
        Assert.That((cut.Tensor, cut.Shape), Is.EqualTo(("add7", new long[] { 96, 14, 14 })));
    }

    [Test]
    public void Default_NoMap_SaysWhatThereIs()
    {
        ModelProto model = OnnxFile.Create("flat");
        var builder = new GraphBuilder(model.Graph);
        string flat = builder.Add("Flatten", [builder.Input(NetworkGraph.Pixels, -1, 1, 64, 64)]);
        builder.AddAs(NetworkGraph.Logits, "Gemm", [flat, Weights.Glorot(builder, "w", 4096, 2, new Seed(1), 2, 4096)], Attributes.Of("transB", 1));
        builder.Output(NetworkGraph.Logits, -1, 2);
        Assert.That(
            () => CutPoints.Default(new NetworkGraph(model, 64, 64, 2)),
            Throws.TypeOf<NetworkException>().With.Message.Contains("flatten [4096]").And.Message.Contains("FineTuningOptions.Cut"));
    }
}
