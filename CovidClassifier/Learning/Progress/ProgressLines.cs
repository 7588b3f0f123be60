using System.Globalization;

namespace CovidClassifier.Learning.Progress;

/// <summary>A training as lines: one per stage and one per completed epoch.</summary>
/// <param name="write">Called for each line, by one thread at a time.</param>
internal sealed class ProgressLines(Action<string> write) : IProgress<TrainingProgress>
{
    private readonly object _lock = new();
    private (TrainingStage Stage, string Audit, string Source)? _stage;
    private double _lowest = double.PositiveInfinity;

    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            if ((value.Stage, value.Audit, value.LeftOutSource) != _stage)
            {
                _stage = (value.Stage, value.Audit, value.LeftOutSource);
                _lowest = value.Stage == TrainingStage.Training ? double.PositiveInfinity : _lowest;
                write(Heading(value));
            }

            if (value.CompletedEpoch is { } epoch)
            {
                bool isBest = epoch.Validation is { } validation && validation.Loss < _lowest;
                _lowest = isBest ? epoch.Validation!.Value.Loss : _lowest;
                string left = value.TimeLeft is { } time && time > TimeSpan.Zero ? $" | at most {Text(time)} left" : "";
                write(Line(epoch, value.Epochs, isBest) + left);
            }
        }
    }

    /// <summary>One line of history.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="epochs">How many there are at most.</param>
    /// <param name="isBest">Whether it is better than those before it.</param>
    public static string Line(EpochRecord epoch, int epochs, bool isBest)
    {
        string validation = epoch.Validation is { } v ? $" | validation: {Text(v)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch,3}/{epochs}  training: {Text(epoch.Training)}{validation} | {epoch.Duration.TotalSeconds:0.00} " +
            $"s{(isBest ? " | best so far" : "")}");
    }

    private static string Heading(TrainingProgress value) => value.Stage switch
    {
        TrainingStage.Decoding => FormattableString.Invariant($"Decoding {value.Total} images."),
        TrainingStage.Auditing when value.Audit == "" => FormattableString.Invariant($"Auditing {value.Total} images."),
        TrainingStage.Auditing => FormattableString.Invariant($"Training {value.Total} networks for the {value.Audit}."),
        TrainingStage.Computing => FormattableString.Invariant($"Computing what stays as it is for {value.Total} images and variants."),
        TrainingStage.Training => (value.LeftOutSource == "" ? "Training" : $"Training without {value.LeftOutSource}")
            + (value.Epochs == 1 ? " for one epoch of " : FormattableString.Invariant($" for at most {value.Epochs} epochs of ")) + Batches(value.Total) + ".",
        _ => "Scoring with the best epoch's weights.",
    };

    private static string Batches(int count) => FormattableString.Invariant($"{count} batch{(count == 1 ? "" : "es")}");

    private static string Text(EpochMetrics metrics) => $"loss {Text(metrics.Loss)}, accuracy {Text(metrics.Accuracy)}, AUROC {Text(metrics.Auroc)}";

    private static string Text(double value) => double.IsNaN(value) ? "undefined" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
