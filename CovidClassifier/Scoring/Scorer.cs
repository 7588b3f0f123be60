using CovidClassifier.Guarding;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Scoring;

/// <summary>Runs a scoring graph on an image, or on a batch of them; serves all threads.</summary>
internal sealed class Scorer : IScorer
{
    /// <summary>What every scoring graph computes.</summary>
    public static IReadOnlyList<string> Outputs { get; } = [ScoringGraph.Score, ScoringGraph.PredictedLabels];

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
        using var inputs = new NamedValues();
        PixelScale.ToFloats(image.Pixels, inputs.AddFloats(NetworkGraph.Pixels, 1, 1, image.Height, image.Width));
        using NamedValues outputs = _session.Run(inputs, _wanted, cancellationToken);
        return ToPrediction(outputs, classNames, Verdict(outputs, image: 0)).With(Disagreement(outputs, image: 0));
    }

    public Prediction[] Predict(NamedValues batch, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default)
    {
        using NamedValues outputs = _session.Run(batch, _wanted, cancellationToken);
        return [.. ToPredictions(outputs, classNames, outputs).Select((prediction, image) => prediction.With(Disagreement(outputs, image)))];
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

    /// <summary>How far the members of an ensemble are apart on an image of the batch; null where it is a single network.</summary>
    private static float? Disagreement(NamedValues outputs, int image) =>
        outputs.Names.Contains(MeanOfNetworks.Disagreement) ? outputs.Floats(MeanOfNetworks.Disagreement)[image] : null;

    /// <summary>What the guard says of an image of the batch; null where the graph has none.</summary>
    public static GuardVerdict? Verdict(NamedValues outputs, int image) => outputs.Names.Contains(GuardGraph.Score)
        ? new GuardVerdict(outputs.Floats(GuardGraph.Score)[image], outputs[GuardGraph.Reasons].GetStringElement(image))
        : null;

    /// <summary>The prediction that a scoring graph's outputs hold for their first image.</summary>
    /// <exception cref="NetworkException">The network gives no number for this image.</exception>
    public static Prediction ToPrediction(NamedValues outputs, IReadOnlyList<string> classNames, GuardVerdict? guard = null) =>
        ToPrediction(outputs, classNames, guard, image: 0);

    /// <summary>The predictions that a scoring graph's outputs hold, for each image.</summary>
    /// <param name="outputs">Scores and labels.</param>
    /// <param name="classNames">In the order of the scores.</param>
    /// <param name="guarded">What holds the guard's outputs, where there is one.</param>
    /// <exception cref="NetworkException">The network gives no number for an image.</exception>
    public static Prediction[] ToPredictions(NamedValues outputs, IReadOnlyList<string> classNames, NamedValues guarded)
    {
        int images = outputs.Floats(ScoringGraph.Score).Length / classNames.Count;
        return [.. Enumerable.Range(0, images).Select(i => ToPrediction(outputs, classNames, Verdict(guarded, i), i))];
    }

    private static Prediction ToPrediction(NamedValues outputs, IReadOnlyList<string> classNames, GuardVerdict? guard, int image)
    {
        float[] probabilities = outputs.Floats(ScoringGraph.Score).Slice(image * classNames.Count, classNames.Count).ToArray();
        RequireFinite(probabilities);
        return new Prediction(outputs[ScoringGraph.PredictedLabels].GetStringElement(image), classNames, probabilities).With(guard);
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
