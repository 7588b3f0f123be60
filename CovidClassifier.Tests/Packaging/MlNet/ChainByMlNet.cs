using CovidClassifier.Guarding;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging.MlNet;
using CovidClassifier.Scoring;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Tests.Packaging.MlNet;

/// <summary>The pipeline around a scoring graph, saved by ML.NET itself: what <see cref="SavedChain"/> must equal.</summary>
internal static class ChainByMlNet
{
    public static MemoryStream Save(int size, DecisionRule rule, InputGuard? guard = null)
    {
        using var tidy = new TidyContext();
        MLContext context = tidy.Context;
        using var network = new MemoryStream(ScoringGraph.Build(StandIn(size, rule.ClassNames.Count), rule, calibrate: null, guard).ToByteArray());
        IDataView noRows = context.Data.LoadFromEnumerable<ImageSourceRow>([]);
        using TransformerChain<ITransformer> chain = PixelContracts.Estimator(context, size)
            .Append(context.Transforms.ApplyOnnxModel(
                [ScoringGraph.Score, ScoringGraph.PredictedLabels, .. guard is null ? [] : GuardGraph.Outputs], [NetworkGraph.Pixels], network))
            .Append(LabelContract.Estimator(context))
            .Fit(noRows);
        var zip = new MemoryStream();
        context.Model.Save(chain, noRows.Schema, zip);
        zip.Position = 0;
        return zip;
    }

    private static NetworkGraph StandIn(int size, int classes)
    {
        ModelProto model = OnnxFile.Create("stand-in");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, size, size);
        string mean = builder.Add("ReduceMean", [NetworkGraph.Pixels, builder.Constant(1, 2, 3)], Attributes.Of("keepdims", 0));
        string column = builder.Add("Unsqueeze", [mean, builder.Constant(1)]);
        builder.AddAs(NetworkGraph.Logits, "Mul", [column, builder.FloatTensor(new float[classes], 1, classes)]);
        builder.Output(NetworkGraph.Logits, -1, classes);
        return new NetworkGraph(model, size, size, classes);
    }
}
