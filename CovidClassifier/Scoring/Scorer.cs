using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Scoring;

/// <summary>Runs a scoring graph on an image, or on a batch of them; serves all threads.</summary>
/// <param name="graph">The .onnx file's bytes.</param>
/// <param name="threads">Threads inside one run; 0 takes one per core.</param>
/// <param name="provider">What runs the graph.</param>
internal sealed class Scorer(byte[] graph, int threads, ExecutionProvider provider = ExecutionProvider.Cpu) : IScorer
{
    /// <summary>What a scoring graph computes.</summary>
    public static IReadOnlyList<string> Outputs { get; } = [ScoringGraph.Score, ScoringGraph.PredictedLabels];

    private readonly OnnxSession _session = new(graph, threads, provider: provider);

    public Prediction Score(GrayImage image, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default)
    {
        using var inputs = new NamedValues();
        PixelScale.ToFloats(image.Pixels, inputs.AddFloats(NetworkGraph.Pixels, 1, 1, image.Height, image.Width));
        using NamedValues outputs = _session.Run(inputs, Outputs, cancellationToken);
        return ToPrediction(outputs, classNames);
    }

    public Prediction[] Predict(NamedValues batch, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default)
    {
        using NamedValues outputs = _session.Run(batch, Outputs, cancellationToken);
        return ToPredictions(outputs, classNames);
    }

    public float[][] Score(NamedValues batch, int classes, CancellationToken cancellationToken = default)
    {
        using NamedValues outputs = _session.Run(batch, [ScoringGraph.Score], cancellationToken);
        return Probabilities(outputs, classes);
    }

    /// <summary>The probabilities that a scoring graph's outputs hold, for each image.</summary>
    /// <exception cref="NetworkException">One is no finite number.</exception>
    public static float[][] Probabilities(NamedValues outputs, int classes)
    {
        float[] probabilities = outputs.Floats(ScoringGraph.Score).ToArray();
        RequireFinite(probabilities);
        return [.. probabilities.Chunk(classes)];
    }

    /// <summary>The prediction that a scoring graph's outputs hold for their first image.</summary>
    /// <exception cref="NetworkException">The network gives no number for this image.</exception>
    public static Prediction ToPrediction(NamedValues outputs, IReadOnlyList<string> classNames) => ToPrediction(outputs, classNames, image: 0);

    /// <summary>The predictions that a scoring graph's outputs hold, for each image.</summary>
    /// <exception cref="NetworkException">The network gives no number for an image.</exception>
    public static Prediction[] ToPredictions(NamedValues outputs, IReadOnlyList<string> classNames)
    {
        int images = outputs.Floats(ScoringGraph.Score).Length / classNames.Count;
        return [.. Enumerable.Range(0, images).Select(i => ToPrediction(outputs, classNames, i))];
    }

    private static Prediction ToPrediction(NamedValues outputs, IReadOnlyList<string> classNames, int image)
    {
        float[] probabilities = outputs.Floats(ScoringGraph.Score).Slice(image * classNames.Count, classNames.Count).ToArray();
        RequireFinite(probabilities);
        return new Prediction(outputs[ScoringGraph.PredictedLabels].GetStringElement(image), classNames, probabilities);
    }

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
