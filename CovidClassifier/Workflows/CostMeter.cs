using CovidClassifier.Imaging;
using CovidClassifier.Scoring;

namespace CovidClassifier.Workflows;

/// <summary>Takes the time of a cross-validation's parts.</summary>
internal sealed class CostMeter
{
    private const int ScoredImages = 32;

    private long _began = TimeProvider.System.GetTimestamp();
    private TimeSpan _preparing;
    private TimeSpan _training;
    private int _trainings;
    private (long Parameters, long Bytes)? _model;
    private TimeSpan? _scoring;

    /// <summary>The mean over the trainings so far; what is known of the first model, and the time that scoring took where a fold had images.</summary>
    /// <exception cref="InvalidOperationException">There was no model yet.</exception>
    public ModelCost Result => _model is { } model
        ? new ModelCost(model.Parameters, _preparing + (_training / Math.Max(1, _trainings)), _scoring, model.Bytes)
        : throw new InvalidOperationException("What a model costs is known once a fold has made one; none has.");

    /// <summary>Whether scoring has been measured.</summary>
    public bool IsMeasured => _scoring is not null;

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

    /// <summary>Scores some images again with a model that has scored before, so that only scoring is measured; once, since all folds' models are
    /// alike.</summary>
    public void Measure(
        ImageScorer scorer, long parameters, long bytes, IReadOnlyList<XRayImage> images, Func<XRayImage, GrayImage> decode,
            CancellationToken cancellationToken)
    {
        _model ??= (parameters, bytes);
        if (IsMeasured || images.Count == 0)
        {
            return;
        }

        XRayImage[] some = [.. Enumerable.Range(0, ScoredImages).Select(i => images[i % images.Count])];
        GrayImage[] pixels = [.. some.Select(decode)];
        scorer.ScoreMany(pixels[..1], p => p, cancellationToken: cancellationToken);
        Begin();
        scorer.ScoreMany(pixels, p => p, cancellationToken: cancellationToken);
        _scoring = Elapsed() / some.Length;
    }

    private TimeSpan Elapsed() => TimeProvider.System.GetElapsedTime(_began);
}
