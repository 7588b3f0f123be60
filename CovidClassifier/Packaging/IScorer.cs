using CovidClassifier.Imaging;
using CovidClassifier.Onnx;

namespace CovidClassifier.Packaging;

/// <summary>Classifies one image at a time; serves all threads.</summary>
internal interface IScorer : IDisposable
{
    /// <exception cref="NetworkException">The model gives no number for this image.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Prediction Score(GrayImage image, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default);

    /// <exception cref="ArgumentException">It does not take the images, or tell apart the classes, that <paramref name="card"/> names.</exception>
    void RequireFit(ModelCard card);
}
