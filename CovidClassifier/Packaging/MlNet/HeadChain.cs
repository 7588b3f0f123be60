using CovidClassifier.Guarding;
using CovidClassifier.Learning.Heads;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>The ML.NET pipeline of a model whose head is a transformer of ML.NET: ImageSource, pixels, features, head, decision, PredictedLabel.</summary>
internal static class HeadChain
{
    // the chain ends with head, copied scores, decision, label
    private const int BehindHead = 3;
    private const int WithImage = BehindHead + 4;

    /// <summary>ML.NET's zip of the whole pipeline.</summary>
    /// <param name="model">Graphs and head.</param>
    /// <param name="side">Columns, and rows, of the input.</param>
    /// <param name="isGuarded">Whether the graph to features has the outputs of <see cref="GuardGraph"/>.</param>
    public static MemoryStream Save(HeadScoringModel model, int side, bool isGuarded)
    {
        using var tidy = new TidyContext();
        MLContext context = tidy.Context;
        IDataView rows = context.Data.LoadFromEnumerable<ImageSourceRow>([]);
        DataViewSchema input = rows.Schema;
        var chain = new List<ITransformer>();
        void Add(ITransformer step)
        {
            chain.Add(step);
            rows = step.Transform(rows);
        }

        using var features = new MemoryStream(model.Features);
        using var decision = new MemoryStream(model.Decision);
        Add(PixelContracts.Estimator(context, side).Fit(rows));
        if (model.Head.TakesImage)
        {
            Add(PngContract.Estimator(context).Fit(rows));
        }

        Add(context.Transforms.ApplyOnnxModel([FeatureGraph.Features, .. isGuarded ? GuardGraph.Outputs : []], [NetworkGraph.Pixels], features).Fit(rows));
        Add(model.Head.Transformer);
        Add(context.Transforms.CopyColumns(HeadScoringModel.HeadScore, TrainerColumns.Score).Fit(rows));
        Add(context.Transforms.ApplyOnnxModel([ScoringGraph.Score, ScoringGraph.PredictedLabels], [HeadScoringModel.HeadScore], decision).Fit(rows));
        Add(LabelContract.Estimator(context).Fit(rows));
        var zip = new MemoryStream();
        context.Model.Save(new TransformerChain<ITransformer>([.. chain]), input, zip);
        foreach (IDisposable own in chain.Except([model.Head.Transformer]).OfType<IDisposable>())
        {
            own.Dispose();
        }

        zip.Position = 0;
        return zip;
    }

    /// <summary>The model of a zip whose pipeline <see cref="Save"/> made.</summary>
    /// <param name="zip">The whole file.</param>
    /// <param name="features">Its first network.</param>
    /// <param name="decision">Its last network.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="InvalidOperationException">ML.NET cannot load it.</exception>
    public static HeadScoringModel Load(Stream zip, byte[] features, byte[] decision, int classes)
    {
        using var tidy = new TidyContext();
        MLContext context = tidy.Context;
        context.ComponentCatalog.RegisterAssembly(typeof(HeadChain).Assembly);
        ITransformer[] chain = context.Model.Load(zip, out _) is IEnumerable<ITransformer> loaded ? [.. loaded] : [];
        if (chain.Length < WithImage - 1)
        {
            throw new InvalidOperationException("Its pipeline is not one of this library.");
        }

        int length = OnnxFile.Parse(features, "The model's network").Graph.Output[0].Shape() is [_, var last] ? (int)last : 0;
        // networks and pixels are run by sessions of our own
        foreach (IDisposable unused in chain.Except([chain[^(BehindHead + 1)]]).OfType<IDisposable>())
        {
            unused.Dispose();
        }

        tidy.LeaveFilesInUse();
        var head = new TransformerHead(context, chain[^(BehindHead + 1)], length, classes, givesProbabilities: true, takesImage: chain.Length == WithImage);
        return new HeadScoringModel(features, head, decision);
    }
}
