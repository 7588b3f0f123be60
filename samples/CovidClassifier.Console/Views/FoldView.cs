namespace CovidClassifier.Console.Views;

/// <summary>A cross-validation as lines: one per fold and stage, with the last epoch of each fold.</summary>
internal sealed class FoldView(Screen screen, FoldGrouping? grouping = null) : IProgress<CrossValidationProgress>
{
    private readonly Lock _lock = new();
    private int _fold;
    private (TrainingStage Stage, string Audit)? _stage;

    private string Title => grouping switch
    {
        FoldGrouping.Patient => "By patient, f",
        FoldGrouping.None => "At random, f",
        _ => "F",
    };

    public void Report(CrossValidationProgress value)
    {
        lock (_lock)
        {
            TrainingProgress training = value.Training;
            if ((training.Stage, training.Audit) != _stage && training.Stage != TrainingStage.Training)
            {
                screen.Say(training.Stage switch
                {
                    TrainingStage.Decoding => $"Decoding {Figures.Of(training.Total)} images.",
                    TrainingStage.Auditing => training.Audit == "" ? $"Auditing {Figures.Of(training.Total)} images."
                        : $"Training {Figures.Of(training.Total)} networks for the {training.Audit}.",
                    _ => $"Computing what stays as it is for {Figures.Of(training.Total)} images and variants.",
                });
            }

            if (value.Fold != _fold && training.Stage == TrainingStage.Training)
            {
                string fold = grouping == FoldGrouping.Source ? $"Source {Figures.Of(value.Fold)} of {Figures.Of(value.Folds)} left out, {value.Name}"
                    : $"{Title}old {Figures.Of(value.Fold)} of {Figures.Of(value.Folds)}";
                string batches = $"{Figures.Of(training.Total)} batch{(training.Total == 1 ? "" : "es")}";
                screen.Say(training.Epochs == 1 ? $"{fold}: one epoch of {batches}." : $"{fold}: at most {Figures.Of(training.Epochs)} epochs of {batches}.");
                _fold = value.Fold;
            }

            _stage = (training.Stage, training.Audit);
        }
    }
}
