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
    /// a session for it. <see cref="ModelZip"/> puts the network's own bytes in the stand-in's place.
    /// </summary>
    public static MemoryStream Save(CardNetwork input, DecisionRule rule)
    {
        using var tidy = new TidyContext();
        MLContext context = tidy.Context;
        using var network = new MemoryStream(ScoringGraph.Build(StandIn(input, rule.ClassNames.Count), rule).ToByteArray());
        IDataView noRows = context.Data.LoadFromEnumerable<ImageSourceRow>([]);
        using TransformerChain<ITransformer> chain = PixelContracts.Estimator(context, input.InputWidth)
            .Append(context.Transforms.ApplyOnnxModel([ScoringGraph.Score, ScoringGraph.PredictedLabels], [NetworkGraph.Pixels], network))
            .Append(LabelContract.Estimator(context))
            .Fit(noRows);
        var zip = new MemoryStream();
        context.Model.Save(chain, noRows.Schema, zip);
        zip.Position = 0;
        return zip;
    }

    private static NetworkGraph StandIn(CardNetwork input, int classes)
    {
        ModelProto model = OnnxFile.Create("stand-in");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, input.InputHeight, input.InputWidth);
        string mean = builder.Add("ReduceMean", [NetworkGraph.Pixels, builder.Constant(1, 2, 3)], Attributes.Of("keepdims", 0));
        string column = builder.Add("Unsqueeze", [mean, builder.Constant(1)]);
        builder.AddAs(NetworkGraph.Logits, "Mul", [column, builder.FloatTensor(new float[classes], 1, classes)]);
        builder.Output(NetworkGraph.Logits, -1, classes);
        return new NetworkGraph(model, input.InputWidth, input.InputHeight, classes);
    }
}
