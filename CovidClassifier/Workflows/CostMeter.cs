using CovidClassifier.Imaging;

namespace CovidClassifier.Workflows;

/// <summary>Takes the time of a cross-validation's parts.</summary>
internal sealed class CostMeter
{
    private const int ScoredImages = 32;

    private long _began = TimeProvider.System.GetTimestamp();
    private double _preparing;
    private double _training;
    private int _trainings;
    private ModelCost? _model;

    /// <summary>The mean over the trainings so far; what was measured of the first model.</summary>
    public ModelCost Result => _model! with { TrainingSeconds = _preparing + _training / _trainings };

    /// <summary>Whether a model has been measured.</summary>
    public bool IsMeasured => _model is not null;

    /// <summary>What is done once for all trainings has ended; it began when this was made.</summary>
    public void Prepared() => _preparing = Elapsed();

    /// <summary>A training begins.</summary>
    public void Begin() => _began = TimeProvider.System.GetTimestamp();

    /// <summary>It has ended.</summary>
    public void Trained()
    {
        _training += Elapsed();
        _trainings++;
    }

    /// <summary>Scores some images again with a model that has scored before, so that only scoring is measured; once, since all folds' models are alike.</summary>
    public void Measure(
        CovidModel model, long parameters, long bytes, IReadOnlyList<XRayImage> images, Func<XRayImage, GrayImage> decode, CancellationToken cancellationToken)
    {
        if (_model is not null || images.Count == 0)
        {
            return;
        }

        XRayImage[] some = [.. Enumerable.Range(0, ScoredImages).Select(i => images[i % images.Count])];
        GrayImage[] pixels = [.. some.Select(decode)];
        model.PredictMany(pixels[..1], p => p, cancellationToken: cancellationToken);
        Begin();
        model.PredictMany(pixels, p => p, cancellationToken: cancellationToken);
        double milliseconds = 1000 * Elapsed() / some.Length;
        _model = new ModelCost(parameters, 0, milliseconds, bytes);
    }

    private double Elapsed() => TimeProvider.System.GetElapsedTime(_began).TotalSeconds;
}
