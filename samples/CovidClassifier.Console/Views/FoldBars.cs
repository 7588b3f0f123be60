using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>A cross-validation or a comparison on a terminal: a bar for each network, and one for the audits.</summary>
/// <param name="context">Where bars are.</param>
/// <param name="grouping">How images are dealt; null: it goes without saying.</param>
internal sealed class FoldBars(ProgressContext context, FoldGrouping? grouping) : IProgress<CrossValidationProgress>, IProgress<ComparisonProgress>
{
    private readonly Lock _lock = new();
    private (int Network, bool IsAudit) _key;
    private ProgressTask? _bar;

    public void Report(CrossValidationProgress value) => Report(value, 0, Title(value));

    public void Report(ComparisonProgress value) => Report(value.Inside, value.Number, $"{value.Network}, ");

    /// <summary>The last bar is full, however early its training stopped.</summary>
    public void End()
    {
        lock (_lock)
        {
            Fill();
        }
    }

    private void Report(CrossValidationProgress value, int network, string title)
    {
        lock (_lock)
        {
            TrainingProgress training = value.Training;
            bool isAudit = training.Stage == TrainingStage.Auditing;
            string description = isAudit ? Auditing(training) : $"{title}{Inside(value)}";
            if (_bar is null || _key != (network, isAudit))
            {
                Fill();
                _key = (network, isAudit);
                _bar = context.AddTask(description, autoStart: true, maxValue: isAudit ? Math.Max(training.Total, 1) : Math.Max(value.Folds, 1));
            }

            _bar.Description = description;
            _bar.MaxValue = isAudit ? Math.Max(training.Total, 1) : _bar.MaxValue;
            _bar.Value = isAudit ? training.Done : Math.Max(_bar.Value, Done(value));
        }
    }

    private void Fill()
    {
        if (_bar is { } last)
        {
            last.Value = last.MaxValue;
        }
    }

    private string Title(CrossValidationProgress value) => grouping switch
    {
        FoldGrouping.Patient => "By patient, ",
        FoldGrouping.None => "At random, ",
        FoldGrouping.Source when value.Name.Length > 0 => $"Without {value.Name}, ",
        _ => "",
    };

    private static string Inside(CrossValidationProgress value) => value.Training.Stage switch
    {
        TrainingStage.Decoding => "decoding images",
        TrainingStage.Computing => "computing what stays as it is",
        TrainingStage.Training => $"{Fold(value)}, epoch {Figures.Of(value.Training.Epoch)}/{Figures.Of(value.Training.Epochs)}",
        _ => Fold(value),
    };

    private static string Fold(CrossValidationProgress value) => $"fold {Figures.Of(value.Fold)}/{Figures.Of(value.Folds)}";

    private static string Auditing(TrainingProgress training) => training.Audit == ""
        ? $"Auditing {Figures.Of(training.Done)}/{Figures.Of(training.Total)} images"
        : $"Training {Figures.Of(training.Done)}/{Figures.Of(training.Total)} networks for the {training.Audit}";

    // folds that have ended, and the share of the one under way
    private static double Done(CrossValidationProgress value)
    {
        TrainingProgress training = value.Training;
        double share = training.Stage == TrainingStage.Training && training.Total > 0
            ? (Math.Max(training.Epoch, 1) - 1 + ((double)training.Done / training.Total)) / Math.Max(training.Epochs, 1)
            : 0;
        return Math.Max(value.Fold - 1, 0) + share;
    }
}
