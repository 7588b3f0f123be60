namespace CovidClassifier.Search;

/// <summary>Watches one fold of a trial: stops it as soon as its pace says that it will take more than its share of the budget.</summary>
internal sealed class TrialGuard : IProgress<TrainingProgress>, IDisposable
{
    // a pace of less than this many seconds is no pace
    private const double Patience = 2;

    private readonly BudgetClock _clock;
    private readonly double _began;
    private readonly double _allowance;
    private readonly double _expectedShare;
    private readonly IProgress<TrainingProgress> _next;
    private readonly CancellationTokenSource _source;
    private readonly object _lock = new();
    private TrainingStage? _stage;
    private double _stageBegan;

    /// <param name="clock">Tells the time.</param>
    /// <param name="allowance">Seconds that it may take; infinite: as long as it wants.</param>
    /// <param name="expectedShare">Share of the planned epochs that usually run: below 1 where training may stop early.</param>
    /// <param name="next">Told all progress.</param>
    /// <param name="cancellationToken">Of the search.</param>
    public TrialGuard(BudgetClock clock, double allowance, double expectedShare, IProgress<TrainingProgress> next, CancellationToken cancellationToken)
    {
        _clock = clock;
        _began = clock.Elapsed;
        _allowance = allowance;
        _expectedShare = expectedShare;
        _next = next;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (allowance < TimeSpan.MaxValue.TotalSeconds / 1e6)
        {
            Deadline = clock.Time.CreateTimer(_ => Stop(_allowance), null, TimeSpan.FromSeconds(Math.Max(0, allowance)), Timeout.InfiniteTimeSpan);
        }
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Seconds, without <see cref="Preparing"/>, that it would have taken, as far as can be told; null: it was not stopped.</summary>
    public double? TooLong { get; private set; }

    /// <summary>Seconds spent on pixels, features and activations so far.</summary>
    public double Preparing { get; private set; }

    private ITimer? Deadline { get; }

    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            double now = _clock.Elapsed;
            if (value.Stage != _stage)
            {
                (_stage, _stageBegan) = (value.Stage, now);
            }

            Preparing = value.Stage is TrainingStage.Decoding or TrainingStage.Computing ? now - _began : Preparing;
            double inStage = now - _stageBegan;
            double left = value.Stage == TrainingStage.Training
                ? (value.TimeLeft?.TotalSeconds ?? 0) * _expectedShare
                : value.Done > 0 ? inStage * (value.Total - value.Done) / value.Done : 0;
            if (inStage > Patience && now - _began + left > _allowance)
            {
                Stop(now - _began + left);
            }
        }

        _next.Report(value);
    }

    public void Dispose()
    {
        Deadline?.Dispose();
        _source.Dispose();
    }

    private void Stop(double seconds)
    {
        TooLong ??= seconds - Preparing;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the fold has ended in the same moment
        }
    }
}
