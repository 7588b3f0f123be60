using CovidClassifier.Learning.Progress;

namespace CovidClassifier;

/// <summary>Where a long run stands.</summary>
/// <param name="Stage">What it is busy with.</param>
/// <param name="Done">Images decoded, audited or tested, networks trained for an audit, or batches trained in this epoch.</param>
/// <param name="Total">Of <paramref name="Done"/>, when the stage or the epoch is complete.</param>
public readonly record struct TrainingProgress(TrainingStage Stage, int Done, int Total)
{
    /// <summary>Epoch under way, from 1; 0 outside training.</summary>
    public int Epoch { get; init; }

    /// <summary>Epochs planned; early stopping may end sooner.</summary>
    public int Epochs { get; init; }

    /// <summary>The audit under way and what it trains on; blank while files are read and outside auditing.</summary>
    public string Audit { get => field ?? ""; init; } = "";

    /// <summary>The source that is left out of this training, to be measured on; blank where none is.</summary>
    public string LeftOutSource { get => field ?? ""; init; } = "";

    /// <summary>Loss of the last batch; null outside training.</summary>
    public double? Loss { get; init; }

    /// <summary>Until this stage's end at the present pace, if every planned epoch runs; null while unknown.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>The epoch that has just ended, once per epoch; null otherwise.</summary>
    public EpochRecord? CompletedEpoch { get; init; }

    /// <summary>Progress as lines of text: one per stage and one per completed epoch.</summary>
    /// <param name="write">Called for each line, by one thread at a time; for example <c>Console.WriteLine</c>.</param>
    public static IProgress<TrainingProgress> Lines(Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        return new ProgressLines(write);
    }
}
