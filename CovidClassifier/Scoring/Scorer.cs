using CovidClassifier.Foundation;
using System.Globalization;
using CovidClassifier.Guarding;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Scoring;

/// <summary>Runs a scoring graph on an image, or on a batch of them; serves all threads.</summary>
internal sealed class Scorer : IScorer
{
    /// <summary>What every scoring graph computes.</summary>
    public static IReadOnlyList<string> Outputs { get; } = [ScoringGraph.Score, ScoringGraph.PredictedLabels];

    // of one float, and of the sum of many
    private const float Rounding = 1e-6f, RowRounding = 1e-3f;
    private const int MostShown = 10;

    private readonly OnnxSession _session;
    private readonly string[] _wanted;

    /// <param name="graph">The .onnx file's bytes.</param>
    /// <param name="threads">Threads inside one run; 0 takes one per core.</param>
    /// <param name="provider">What runs the graph.</param>
    public Scorer(byte[] graph, int threads, ExecutionProvider provider = ExecutionProvider.Cpu)
    {
        _session = new OnnxSession(graph, threads, provider: provider);
        _wanted = [.. Outputs, .. GuardGraph.Outputs.Append(MeanOfNetworks.Disagreement).Where(name => _session.Outputs.Any(o => o.Key == name))];
    }

    public Prediction Score(GrayImage image, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default)
    {
        using NamedValues inputs = PixelInput.Of(image);
        using NamedValues outputs = _session.Run(inputs, _wanted, cancellationToken);
        return ToPredictions(outputs, classNames, outputs, images: 1)[0].With(Disagreement(outputs, image: 0));
    }

    public Prediction[] Predict(NamedValues batch, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default)
    {
        using NamedValues outputs = _session.Run(batch, _wanted, cancellationToken);
        long images = batch[NetworkGraph.Pixels].GetTensorTypeAndShape().Shape[0];
        return [.. ToPredictions(outputs, classNames, outputs, images).Select((prediction, image) => prediction.With(Disagreement(outputs, image)))];
    }

    public float[][] Score(NamedValues batch, int classes, CancellationToken cancellationToken = default)
    {
        using NamedValues outputs = _session.Run(batch, [ScoringGraph.Score], cancellationToken);
        return Probabilities(outputs, batch[NetworkGraph.Pixels].GetTensorTypeAndShape().Shape[0], classes);
    }

    /// <summary>The probabilities that a scoring graph's outputs hold, for each image.</summary>
    /// <exception cref="NetworkException">They are none, or not as many as the graph declares.</exception>
    public static float[][] Probabilities(NamedValues outputs, long images, int classes)
    {
        float[] probabilities = outputs.Floats(ScoringGraph.Score).ToArray();
        float[][] rows = probabilities.Length == images * classes
            ? [.. probabilities.Chunk(classes)] : throw OfAnotherLength(probabilities.Length, images * classes);
        Array.ForEach(rows, RequireProbabilities);
        return rows;
    }

    /// <summary>The prediction that a scoring graph's outputs hold for one image.</summary>
    /// <inheritdoc cref="ToPredictions" path="/exception"/>
    public static Prediction ToPrediction(NamedValues outputs, IReadOnlyList<string> classNames) => ToPredictions(outputs, classNames, outputs, images: 1)[0];

    /// <summary>The predictions that a scoring graph's outputs hold, for each image.</summary>
    /// <param name="outputs">Scores and labels.</param>
    /// <param name="classNames">In the order of the scores.</param>
    /// <param name="guarded">What holds the guard's outputs, where there is one.</param>
    /// <param name="images">How many there are.</param>
    /// <exception cref="NetworkException">The network gives no probabilities for an image, a label that is no class, or not as much as it declares.</exception>
    public static Prediction[] ToPredictions(NamedValues outputs, IReadOnlyList<string> classNames, NamedValues guarded, long images)
    {
        float[][] probabilities = Probabilities(outputs, images, classNames.Count);
        string[] labels = Texts(outputs[ScoringGraph.PredictedLabels], images);
        if (labels.FirstOrDefault(l => !classNames.Contains(l, StringComparer.Ordinal)) is { } unknown)
        {
            throw new NetworkException($"The network gives the label '{ShownText.Name(unknown)}', which is none of its classes. Do not use this model.");
        }

        GuardVerdict[]? verdicts = Verdicts(guarded, images);
        return [.. probabilities.Select((row, i) => new Prediction(labels[i], classNames, row).With(verdicts?[i]))];
    }

    /// <summary>How far the members of an ensemble are apart on an image of the batch; null where it is a single network.</summary>
    private static float? Disagreement(NamedValues outputs, int image) =>
        outputs.Names.Contains(MeanOfNetworks.Disagreement) ? outputs.Floats(MeanOfNetworks.Disagreement)[image] : null;

    /// <summary>What the guard says of each image; null where the graph has none.</summary>
    private static GuardVerdict[]? Verdicts(NamedValues outputs, long images)
    {
        if (!outputs.Names.Contains(GuardGraph.Score))
        {
            return null;
        }

        float[] distances = outputs.Floats(GuardGraph.Score).ToArray();
        RequireFinite(distances.Length == images ? distances : throw OfAnotherLength(distances.Length, images));
        return [.. distances.Zip(Texts(outputs[GuardGraph.Reasons], images), (distance, reason) => new GuardVerdict(distance, reason))];
    }

    private static string[] Texts(OrtValue texts, long images) =>
        texts.GetTensorTypeAndShape().ElementCount is var count && count == images
            ? [.. Enumerable.Range(0, (int)images).Select(texts.GetStringElement)]
            : throw OfAnotherLength(count, images);

    private static void RequireProbabilities(float[] row)
    {
        RequireFinite(row);
        if (row.Any(p => p is < 0 or > 1 + Rounding) || Math.Abs(row.Sum() - 1) > RowRounding)
        {
            throw new NetworkException(
                $"The network gives no probabilities for this image: each must lie between 0 and 1 and their sum be 1, got " +
                $"{string.Join(", ", row.Take(MostShown).Select(p => p.ToString(CultureInfo.InvariantCulture)))}. Do not use this model.");
        }
    }

    private static NetworkException OfAnotherLength(long got, long expected) => new(string.Create(
        CultureInfo.InvariantCulture, $"The network gives {got} values for this image where it declares {expected}. Do not use this model."));

    /// <exception cref="NetworkException">One is not a finite number.</exception>
    public static void RequireFinite(float[] outputs)
    {
        if (outputs.Any(p => !float.IsFinite(p)))
        {
            throw new NetworkException(
                "The network gives no number for this image: its weights or its logits are not finite. Train it again with a lower learning rate.");
        }
    }

    public void RequireFit(int classes, int width, int height)
    {
        int[] expectedPixels = [1, height, width];
        int[]? pixels = Shape(NetworkGraph.Pixels);
        int[]? score = Shape(ScoringGraph.Score);
        if (pixels is not [_, ..] || !pixels.AsSpan(1).SequenceEqual(expectedPixels) || score is not [_, _] || score[1] != classes)
        {
            throw new ArgumentException(
                $"The card names {classes} classes and an input of {width} x {height}; the graph has " +
                $"'{NetworkGraph.Pixels}' [{string.Join(',', pixels ?? [])}] and '{ScoringGraph.Score}' [{string.Join(',', score ?? [])}].");
        }
    }

    public void Dispose() => _session.Dispose();

    // the declared lengths of an input or output, -1 for N; null where the graph has none of that name
    private int[]? Shape(string name) =>
        _session.Inputs.Concat(_session.Outputs).Where(v => v.Key == name).Select(v => v.Value.Dimensions).FirstOrDefault();
}
