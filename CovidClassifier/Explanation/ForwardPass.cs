using CovidClassifier.Onnx;

namespace CovidClassifier.Explanation;

/// <summary>An image after one pass through a network: the prediction, and the last spatial maps. Owns the maps' native memory.</summary>
internal sealed record ForwardPass(Prediction Prediction, NamedValues Maps) : IDisposable
{
    public void Dispose() => Maps.Dispose();
}
