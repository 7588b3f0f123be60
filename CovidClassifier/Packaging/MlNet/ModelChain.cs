using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>The ML.NET pipeline around a scoring graph: ImageSource, pixels, network, PredictedLabel.</summary>
internal static class ModelChain
{
    /// <summary>
    /// ML.NET's zip of the pipeline around a stand-in of a few bytes with the inputs and outputs of the real network: ML.NET would write a real one to temporary files several times over and start
    /// a session for it. The network's own bytes belong in the stand-in's place.
    /// </summary>
    /// <param name="width">Columns of the network's input.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="rule">Class names in the order of the scores, and how a label is chosen.</param>
    public static MemoryStream Save(int width, int height, DecisionRule rule)
    {
        using var tidy = new TidyContext();
        MLContext context = tidy.Context;
        using var network = new MemoryStream(ScoringGraph.Build(StandIn(width, height, rule.ClassNames.Count), rule).ToByteArray());
        IDataView noRows = context.Data.LoadFromEnumerable<ImageSourceRow>([]);
        using TransformerChain<ITransformer> chain = PixelContracts.Estimator(context, width)
            .Append(context.Transforms.ApplyOnnxModel([ScoringGraph.Score, ScoringGraph.PredictedLabels], [NetworkGraph.Pixels], network))
            .Append(LabelContract.Estimator(context))
            .Fit(noRows);
        var zip = new MemoryStream();
        context.Model.Save(chain, noRows.Schema, zip);
        zip.Position = 0;
        return zip;
    }

    private static NetworkGraph StandIn(int width, int height, int classes)
    {
        ModelProto model = OnnxFile.Create("stand-in");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, height, width);
        string mean = builder.Add("ReduceMean", [NetworkGraph.Pixels, builder.Constant(1, 2, 3)], Attributes.Of("keepdims", 0));
        string column = builder.Add("Unsqueeze", [mean, builder.Constant(1)]);
        builder.AddAs(NetworkGraph.Logits, "Mul", [column, builder.FloatTensor(new float[classes], 1, classes)]);
        builder.Output(NetworkGraph.Logits, -1, classes);
        return new NetworkGraph(model, width, height, classes);
    }
}
