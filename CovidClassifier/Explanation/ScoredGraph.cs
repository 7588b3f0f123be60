using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;

namespace CovidClassifier.Explanation;

/// <summary>A model's scoring graph, made ready to be taken apart: for one image, its shapes known, its constants folded.</summary>
internal sealed class ScoredGraph
{
    /// <param name="scoringGraph">The .onnx file's bytes, as <see cref="ScoringGraph"/> makes them.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    public ScoredGraph(byte[] scoringGraph, int width, int height)
    {
        Model = EachRow.ForOne(OnnxFile.Parse(scoringGraph, "The model's network"));
        Dequantization.Apply(Model.Graph);
        Model.Graph.Input.Clear();
        Model.Graph.Input.Add(ValueInfos.Of(NetworkGraph.Pixels, TensorProto.Types.DataType.Float, 1, 1, height, width));
        ConstantFolding.Apply(Model, new HashSet<string>(StringComparer.Ordinal), Shapes.Infer(Model));
        Shapes = Shapes.Infer(Model);
        Logits = LogitsOf(Model.Graph);
        Classes = (int)Shapes[ScoringGraph.Score][^1];
        Maps = SpatialMaps.Last(Model.Graph, Shapes, Logits);
    }

    /// <summary>Computes the scores of one image.</summary>
    public ModelProto Model { get; }

    public Shapes Shapes { get; }

    public int Classes { get; }

    /// <summary>
    /// Float [1, <see cref="Classes"/>]: what the softmax takes, temperature and averages included. Where the scores come from elsewhere, the scores
    /// themselves, of which the logarithm is meant.
    /// </summary>
    public string Logits { get; }

    /// <summary>The last spatial maps before the logits.</summary>
    public IReadOnlyList<SpatialMap> Maps { get; }

    /// <summary>The part from the maps to the logits, with each map as an input.</summary>
    public ModelProto Tail()
    {
        ModelProto tail = GraphCut.Between(
            Model,
            [.. Maps.Select(m => ValueInfos.Of(m.Tensor, TensorProto.Types.DataType.Float, m.Shape))],
            [ValueInfos.Of(Logits, TensorProto.Types.DataType.Float, 1, Classes)]);
        if (Logits == ScoringGraph.Score)
        {
            var builder = new GraphBuilder(tail.Graph);
            tail.Graph.Output.Clear();
            builder.Output(builder.Add("Log", [Logits]), 1, Classes);
        }

        return tail;
    }

    /// <summary>The part from the pixels to the maps and the prediction.</summary>
    public ModelProto Front() => GraphCut.Between(
        Model,
        [],
        [.. Maps.Select(m => ValueInfos.Of(m.Tensor, TensorProto.Types.DataType.Float, m.Shape)), .. Model.Graph.Output]);

    private static string LogitsOf(GraphProto graph) =>
        GraphOrder.Makers(graph)[ScoringGraph.Score] is { OpType: "Softmax" } softmax ? softmax.Input[0] : ScoringGraph.Score;
}
