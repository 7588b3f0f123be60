using CovidClassifier.Console.Options;

namespace CovidClassifier.Console;

/// <summary>Everything that a training from the command line needs to know.</summary>
/// <param name="Data">What to learn from.</param>
/// <param name="Network">What to train.</param>
/// <param name="Fitting">How.</param>
/// <param name="PositiveLabel">Null: COVID-19.</param>
/// <param name="Checkpoints">Null: none.</param>
/// <param name="Audits">What is asked of the data beside the training.</param>
/// <param name="Out">The zip to write.</param>
internal sealed record TrainingChoices(
    DataChoices Data, NetworkChoices Network, FittingChoices Fitting, string? PositiveLabel, CheckpointChoices? Checkpoints, AuditDepth Audits, string Out)
{
    /// <summary>The report to write; null: none.</summary>
    public ReportChoices? Report { get; init; }

    /// <summary>Whether the model is saved with 8 bits where that costs nothing.</summary>
    public bool Quantize { get; init; }
}
