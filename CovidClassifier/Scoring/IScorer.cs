using CovidClassifier.Imaging;
using CovidClassifier.Onnx;

namespace CovidClassifier.Scoring;

/// <summary>Runs a model on an image, or on a batch of them; serves all threads.</summary>
internal interface IScorer : IDisposable
{
    /// <exception cref="NetworkException">The model gives no number for this image.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Prediction Score(GrayImage image, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default);

    /// <summary>Classifies each image of a batch.</summary>
    /// <param name="batch">Holds <see cref="Networks.NetworkGraph.Pixels"/>, float [N,1,H,W].</param>
    /// <param name="classNames">In the order of the scores.</param>
    /// <param name="cancellationToken">Looked at between two nodes.</param>
    /// <inheritdoc cref="Score(NamedValues, int, CancellationToken)" path="/exception"/>
    Prediction[] Predict(NamedValues batch, IReadOnlyList<string> classNames, CancellationToken cancellationToken = default);

    /// <summary>The probabilities of each image of a batch.</summary>
    /// <param name="batch">Holds <see cref="Networks.NetworkGraph.Pixels"/>, float [N,1,H,W].</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="cancellationToken">Looked at between two nodes.</param>
    /// <exception cref="NetworkException">The model gives no number for an image.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    float[][] Score(NamedValues batch, int classes, CancellationToken cancellationToken = default);

    /// <param name="classes">Number of classes that the card names.</param>
    /// <param name="width">Columns of the input that it names.</param>
    /// <param name="height">Rows of that input.</param>
    /// <exception cref="ArgumentException">It does not take such images, or tells another number of classes apart.</exception>
    void RequireFit(int classes, int width, int height);
}
