namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid calibrate</c> and <c>covid adapt</c>: what fitting a model to a place did there.</summary>
internal sealed record LocalReport
{
    /// <summary>The new model.</summary>
    public required string Model { get; init; }

    public required string Dataset { get; init; }

    public required int Images { get; init; }

    public required int Patients { get; init; }

    public required string? PositiveLabel { get; init; }

    public required double Prevalence { get; init; }

    public required bool IsPrevalenceGiven { get; init; }

    public required float Threshold { get; init; }

    public required CardDecision Decision { get; init; }

    /// <summary>Every metric of the model as it was, by its key; null where it is undefined.</summary>
    public required IReadOnlyDictionary<string, double> Before { get; init; }

    /// <summary>The same of models fitted in the same way to the images of other patients.</summary>
    public required IReadOnlyDictionary<string, double> After { get; init; }

    /// <summary>What more and more local patients bring; empty for calibrate.</summary>
    public required IReadOnlyList<LearningCurvePoint> Curve { get; init; }

    /// <summary>What speaks against the figures: what is new among the warnings of the model's card.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What else is new in the model's card.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<ProblemEntry> Problems { get; init; }

    public required double Seconds { get; init; }

    public required string ResearchUseOnly { get; init; }

    /// <param name="path">Of the new model.</param>
    /// <param name="model">The model as it was.</param>
    /// <param name="fitted">The new model.</param>
    /// <param name="dataset">What it was fitted to.</param>
    /// <param name="seconds">Wall time of the command.</param>
    public static LocalReport Of(string path, CovidModel model, CovidModel fitted, XRayDataset dataset, double seconds)
    {
        CardLocal local = fitted.Card.Local!;
        return new LocalReport
        {
            Model = path,
            Dataset = local.Dataset,
            Images = local.Images,
            Patients = local.Patients,
            PositiveLabel = fitted.PositiveLabel,
            Prevalence = local.Prevalence,
            IsPrevalenceGiven = local.IsPrevalenceGiven,
            Threshold = fitted.Threshold,
            Decision = fitted.Card.Decision,
            Before = local.Before.Values,
            After = local.After!.Values,
            Curve = local.Curve,
            Warnings = [.. fitted.Card.Warnings.Except(model.Card.Warnings)],
            Notes = [.. fitted.Card.Notes.Except(model.Card.Notes)],
            Problems = [.. dataset.Problems.Select(ProblemEntry.Of)],
            Seconds = seconds,
            ResearchUseOnly = fitted.Card.ResearchUseOnly,
        };
    }
}
