using CovidClassifier.Training;

namespace CovidClassifier.Console.Views;

/// <summary>A cross-validation as lines: one per fold and stage, with the last epoch of each fold.</summary>
internal sealed class FoldView(Screen screen) : IProgress<CrossValidationProgress>
{
    private readonly Lock _lock = new();
    private int _fold;
    private TrainingStage? _stage;

    public void Report(CrossValidationProgress value)
    {
        lock (_lock)
        {
            TrainingProgress training = value.Training;
            if (training.Stage != _stage && training.Stage != TrainingStage.Training)
            {
                screen.Say(training.Stage == TrainingStage.Decoding
                    ? $"Decoding {Figures.Of(training.Total)} images."
                    : $"Computing what stays as it is for {Figures.Of(training.Total)} images and variants.");
            }

            if (value.Fold != _fold && training.Stage == TrainingStage.Training)
            {
                screen.Say($"Fold {Figures.Of(value.Fold)} of {Figures.Of(value.Folds)}: at most {Figures.Of(training.Epochs)} epochs of {Figures.Of(training.Total)} batches.");
                _fold = value.Fold;
            }

            _stage = training.Stage;
        }
    }
}
