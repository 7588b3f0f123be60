namespace CovidClassifier;

/// <summary>Where a cross-validation stands.</summary>
/// <param name="Fold">The training under way, from 1 over all repeats; 0 before the first.</param>
/// <param name="Folds">Trainings in all.</param>
/// <param name="Training">Inside the fold.</param>
public readonly record struct CrossValidationProgress(int Fold, int Folds, TrainingProgress Training)
{
    /// <summary>The fold under way: "fold 2", or the source that is left out; blank before the first.</summary>
    public string Name { get => field ?? ""; init; } = "";
}
