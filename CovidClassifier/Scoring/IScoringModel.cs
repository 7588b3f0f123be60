using CovidClassifier.Evaluation.Calibration;

namespace CovidClassifier.Scoring;

/// <summary>
/// What a model is made of: one graph, or a graph with a head of ML.NET behind it. Immutable. The model that it was made for owns it; changed copies share
/// what is native in it and are not disposed.
/// </summary>
internal interface IScoringModel : IDisposable
{
    /// <summary>The scoring graph: pixels to scores and labels.</summary>
    /// <exception cref="NetworkException">There is no one graph; the message is a sentence for the user.</exception>
    byte[] Graph { get; }

    /// <summary>What runs its network.</summary>
    ExecutionProvider Provider { get; }

    /// <summary>Size of its graphs.</summary>
    long Bytes { get; }

    /// <summary>The same, run by another execution provider.</summary>
    /// <exception cref="NetworkException">The provider is absent, or its scores differ from the CPU's.</exception>
    IScoringModel On(ExecutionProvider provider);

    /// <summary>The same model with its network's bytes, all that a convolution or a layer learned, changed.</summary>
    /// <exception cref="NetworkException">The model does not go by the network; the message is a sentence for the user.</exception>
    IScoringModel WithNetwork(Func<byte[], byte[]> change);

    /// <summary>The same network with other probabilities and labels behind its logits.</summary>
    /// <param name="rule">Class names as the model's own, and how a label is chosen.</param>
    /// <param name="calibration">What stands between logits and probabilities.</param>
    IScoringModel Decide(DecisionRule rule, FittedCalibration calibration);

    /// <param name="threads">Threads inside one scoring; 0 takes one per core.</param>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph.</exception>
    IScorer Open(int threads);
}
