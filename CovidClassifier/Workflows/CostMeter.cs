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
    private TimeSpan _last;
    private TimeSpan? _lastScoring;

    /// <summary>What the last fold took, as a file keeps it.</summary>
    /// <exception cref="InvalidOperationException">There was no model yet.</exception>
    public FoldCost OfFold => new(_preparing, _last, _lastScoring, Result.Parameters, Result.ModelBytes);

    /// <summary>The mean over the trainings so far; what is known of the first model, and the time that scoring took where a fold had images.</summary>
    /// <exception cref="InvalidOperationException">There was no model yet.</exception>
    public ModelCost Result => _model is { } model
        ? new ModelCost(model.Parameters, _preparing + (_training / Math.Max(1, _trainings)), _scoring, model.Bytes)
        : throw new InvalidOperationException("What a model costs is known once a fold has made one; none has.");

    /// <summary>Whether scoring has been measured.</summary>
    public bool IsMeasured => _scoring is not null;

    /// <summary>What is done once for all trainings has ended; it began with <see cref="Begin"/>.</summary>
    public void Prepared() => _preparing = Elapsed();

    /// <summary>A fold was trained by another run, and took so much.</summary>
    public void Take(FoldCost cost)
    {
        _preparing = cost.Preparing > _preparing ? cost.Preparing : _preparing;
        _training += cost.Training;
        _trainings++;
        _model ??= (cost.Parameters, cost.Bytes);
        _scoring ??= cost.Scoring;
    }

    /// <summary>A training, or what is done once for all of them, begins.</summary>
    public void Begin() => _began = TimeProvider.System.GetTimestamp();

    /// <summary>It has ended.</summary>
    public void Trained()
    {
        _last = Elapsed();
        _lastScoring = null;
        _training += _last;
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
        _lastScoring = _scoring = Elapsed() / some.Length;
    }

    private TimeSpan Elapsed() => TimeProvider.System.GetElapsedTime(_began);
}
