using CovidClassifier.Guarding;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Scoring;

/// <summary>Runs a scoring graph on one image at a time; serves all threads.</summary>
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
        float? disagreement = outputs.Names.Contains(MeanOfNetworks.Disagreement) ? outputs.Floats(MeanOfNetworks.Disagreement)[0] : null;
        return ToPrediction(outputs, classNames, Verdict(outputs)).With(disagreement);
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

    /// <summary>What the guard says of the first image; null where the graph has none.</summary>
    public static GuardVerdict? Verdict(NamedValues outputs) => outputs.Names.Contains(GuardGraph.Score)
        ? new GuardVerdict(outputs.Floats(GuardGraph.Score)[0], outputs[GuardGraph.Reasons].GetStringElement(0))
        : null;

    /// <summary>The prediction that a scoring graph's outputs hold for their first image.</summary>
    /// <exception cref="NetworkException">The network gives no number for this image.</exception>
    public static Prediction ToPrediction(NamedValues outputs, IReadOnlyList<string> classNames, GuardVerdict? guard = null)
    {
        float[] probabilities = outputs.Floats(ScoringGraph.Score)[..classNames.Count].ToArray();
        RequireFinite(probabilities);
        return new Prediction(outputs[ScoringGraph.PredictedLabels].GetStringElement(0), classNames, probabilities).With(guard);
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
