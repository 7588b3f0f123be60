using CovidClassifier.Foundation;
using CovidClassifier.Guarding;
using CovidClassifier.Learning.Heads;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging.Zips;
using CovidClassifier.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>The ML.NET pipeline of a model whose head is a transformer of ML.NET: ImageSource, pixels, features, head, decision, PredictedLabel.</summary>
internal static class HeadChain
{
    // a head of this library takes a fifth of a second, and one of 100 MB some seconds
    private static readonly TimeSpan LongestLoad = TimeSpan.FromMinutes(1);

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

    /// <summary>
    /// The model of a zip whose pipeline <see cref="Save"/> made. ML.NET is given the head alone: the networks are run by sessions of our own.
    /// </summary>
    /// <param name="parts">Of the zip.</param>
    /// <param name="head">The folder of its head, and whether that takes the image.</param>
    /// <param name="features">Its first network.</param>
    /// <param name="decision">Its last network.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="InvalidDataException">ML.NET cannot load the head, or it does not give a score for each class.</exception>
    public static HeadScoringModel Load(ModelParts parts, (string Folder, bool TakesImage) head, byte[] features, byte[] decision, int classes)
    {
        int length = OnnxFile.Parse(features, "The model's network").Graph.Output[0].Shape() is [_, > 0 and <= int.MaxValue and var last] ? (int)last
            : throw new InvalidDataException("Its first network has no fixed number of features.");
        using var tidy = new TidyContext();
        MLContext context = tidy.Context;
        context.ComponentCatalog.RegisterAssembly(typeof(HeadChain).Assembly);
        TransformerHead? loaded = null;
        try
        {
            using MemoryStream zip = SavedChain.OfOneStep(parts, head.Folder);
            TimeLimit.Run(
                () =>
                {
                    ITransformer step = ((IEnumerable<ITransformer>)context.Model.Load(zip, out _)).Single();
                    loaded = new TransformerHead(context, step, length, classes, givesProbabilities: true, head.TakesImage);

                    // what does not fit the features tells so here, not to the first who asks for a prediction
                    return head.TakesImage ? [] : loaded.Scores(new float[length], image: null);
                },
                LongestLoad);
            return new HeadScoringModel(features, loaded!, decision);
        }
        catch (Exception e) when (e is not NotSupportedException)
        {
            // its loaders throw whatever a number that makes no sense leads them to
            loaded?.Dispose();
            throw new InvalidDataException($"ML.NET cannot load its head: {e.Message}", e);
        }
    }
}
