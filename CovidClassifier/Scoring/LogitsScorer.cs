using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Scoring;

/// <summary>What a scoring graph does behind its network's logits: calibration, probabilities and label. Serves all threads.</summary>
internal sealed class LogitsScorer : IDisposable
{
    private readonly DecisionRule _rule;
    private readonly OnnxSession _session;

    /// <param name="rule">Class names in the order of the logits, and how a label is chosen.</param>
    /// <param name="outputs">Length of a row of logits: 1, or the number of classes.</param>
    /// <param name="calibrate">As for <see cref="ScoringGraph.Build"/>.</param>
    public LogitsScorer(DecisionRule rule, int outputs, Func<GraphBuilder, string, string>? calibrate)
    {
        _rule = rule;
        _session = new OnnxSession(ScoringGraph.Build(Bare(outputs), rule, calibrate), threads: 1);
    }

    /// <summary>The prediction for one row of logits.</summary>
    public Prediction Score(ReadOnlySpan<float> logits, CancellationToken cancellationToken = default)
    {
        using var inputs = new NamedValues();
        logits.CopyTo(inputs.AddFloats(NetworkGraph.Logits, 1, logits.Length));
        using NamedValues outputs = _session.Run(inputs, Scorer.Outputs, cancellationToken);
        return Scorer.ToPrediction(outputs, _rule.ClassNames);
    }

    public void Dispose() => _session.Dispose();

    // a network that is given its logits
    private static NetworkGraph Bare(int outputs)
    {
        ModelProto model = OnnxFile.Create("decision");
        new GraphBuilder(model.Graph).Input(NetworkGraph.Logits, -1, outputs);
        return new NetworkGraph(model, Width: 0, Height: 0, outputs);
    }
}
