using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Plumbing;

namespace CovidClassifier.Transfer;

/// <summary>No network: the features are the gray levels themselves, for a trainer that learns from images.</summary>
internal sealed class PictureNetwork(int side) : Network("images")
{
    /// <summary>The tensor of features.</summary>
    public const string GrayLevels = "gray_levels";

    internal override NetworkGraph Build(int classCount, Seed seed) => FeatureGraph.Of(Original(seed), GrayLevels).WithNewHead(classCount, seed);

    internal override NetworkGraph Original(Seed seed)
    {
        ModelProto model = OnnxFile.Create("images");
        var builder = new GraphBuilder(model.Graph);
        builder.AddAs(GrayLevels, "Flatten", [builder.Input(NetworkGraph.Pixels, -1, 1, side, side)]);
        builder.AddAs(NetworkGraph.Logits, "Identity", [GrayLevels]);
        builder.Output(NetworkGraph.Logits, -1, side * side);
        return new NetworkGraph(model, side, side, side * side);
    }

    private protected override ModelProto Describe(int classCount, Seed seed) => throw new NotSupportedException("There is no network to write.");
}
