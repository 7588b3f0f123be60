using CovidClassifier.Learning;
using CovidClassifier.Learning.Heads;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging;
using CovidClassifier.Packaging.MlNet;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Scoring;

/// <summary>A model whose head stays a transformer of ML.NET: pixels, a graph to features, the head, and a graph from its scores to probabilities and label.</summary>
/// <param name="Features">The bytes of the graph to features.</param>
/// <param name="Head">Features, or the image, to scores.</param>
/// <param name="Decision">The bytes of the graph behind the head.</param>
internal sealed record HeadScoringModel(byte[] Features, TransformerHead Head, byte[] Decision) : IScoringModel
{
    /// <summary>The column, and the decision graph's input, that holds the head's scores.</summary>
    public const string HeadScore = "HeadScore";

    // the chain ends with head, copied scores, decision, label
    private const int BehindHead = 3;
    private const int WithImage = BehindHead + 4;

    public byte[] Graph => throw new NetworkException(
        "The model's head is a transformer of ML.NET and no ONNX graph, so that the model can be saved as a zip only (Save); a linear head (maxent, sdca, svm, mean) gives an ONNX file, too, and explanations by gradients; occlusion and rise explain this one.");

    public long Bytes => Features.Length + Decision.Length;

    /// <param name="learned">Graph and head.</param>
    /// <param name="rule">Class names in the order of the scores, and how a label is chosen.</param>
    /// <param name="calibrate">As for <see cref="ScoringGraph.Build"/>.</param>
    public static HeadScoringModel Of(LearnedHead learned, DecisionRule rule, Func<GraphBuilder, string, string>? calibrate)
    {
        ModelProto decision = OnnxFile.Create("decision");
        var builder = new GraphBuilder(decision.Graph);
        int classes = learned.Head.ClassCount;
        string logits = TransformerHead.AppendLogits(builder, builder.Input(HeadScore, -1, classes), learned.Head.GivesProbabilities);
        builder.AddAs(NetworkGraph.Logits, "Identity", [logits]);
        var network = new NetworkGraph(decision, learned.Features.Width, learned.Features.Height, classes);
        return new HeadScoringModel(learned.Features.Model.ToByteArray(), learned.Head, ScoringGraph.Build(network, rule, calibrate).ToByteArray());
    }

    /// <summary>From a zip that <see cref="Write"/> wrote.</summary>
    /// <param name="zip">The whole file.</param>
    /// <param name="features">Its first network.</param>
    /// <param name="decision">Its last network.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="InvalidOperationException">ML.NET cannot load it.</exception>
    public static HeadScoringModel Load(Stream zip, byte[] features, byte[] decision, int classes)
    {
        using var tidy = new TidyContext();
        MLContext context = tidy.Context;
        context.ComponentCatalog.RegisterAssembly(typeof(HeadScoringModel).Assembly);
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

    public ExecutionProvider Provider { get; init; }

    public IScoringModel On(ExecutionProvider provider)
    {
        // features have no scale of their own: they are compared as shares of the largest
        ProviderSelfTest.Require(
            OnnxFile.Parse(Features, "The model's network"), FeatureGraph.Features, row => row.Select(f => (double)f / Math.Max(1e-6f, row.Max(Math.Abs))), provider);
        return this with { Provider = provider };
    }

    public IScoringModel WithNetwork(Func<byte[], byte[]> change) => Head.TakesImage
        ? throw new NetworkException("The model's trainer takes the picture itself, so that there are no weights of a network to put in random order.")
        : this with { Features = change(Features) };

    public IScorer Open(int threads) => new HeadScorer(this, threads);

    public void Dispose() => Head.Dispose();

    public void Write(Stream destination, ModelCard card, DecisionRule rule)
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

        using var features = new MemoryStream(Features);
        using var decision = new MemoryStream(Decision);
        Add(PixelContracts.Estimator(context, card.Network.InputWidth).Fit(rows));
        if (Head.TakesImage)
        {
            Add(PngContract.Estimator(context).Fit(rows));
        }

        Add(context.Transforms.ApplyOnnxModel([FeatureGraph.Features], [NetworkGraph.Pixels], features).Fit(rows));
        Add(Head.Transformer);
        Add(context.Transforms.CopyColumns(HeadScore, TrainerColumns.Score).Fit(rows));
        Add(context.Transforms.ApplyOnnxModel([ScoringGraph.Score, ScoringGraph.PredictedLabels], [HeadScore], decision).Fit(rows));
        Add(LabelContract.Estimator(context).Fit(rows));
        using var zip = new MemoryStream();
        context.Model.Save(new TransformerChain<ITransformer>([.. chain]), input, zip);
        foreach (IDisposable own in chain.Except([Head.Transformer]).OfType<IDisposable>())
        {
            own.Dispose();
        }

        zip.Position = 0;
        ModelZip.Write(destination, zip, card);
    }
}
