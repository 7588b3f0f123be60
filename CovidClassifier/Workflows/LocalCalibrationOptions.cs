namespace CovidClassifier;

/// <summary>How <see cref="CovidModel.Calibrate"/> goes about it.</summary>
public sealed record LocalCalibrationOptions
{
    /// <summary>
    /// Share of positive patients where the model is used, strictly between 0 and 1. Null, the default: the share among the images given, which is right only
    /// where they were taken as they came.
    /// </summary>
    public double? Prevalence { get; init => field = value is null ? null : Foundation.Check.OpenUnit(value.Value, nameof(Prevalence)); }

    /// <summary>How the threshold is chosen on the images. Default: 0.5.</summary>
    public Threshold Threshold { get; init => field = value ?? throw new ArgumentNullException(nameof(Threshold)); } = Threshold.At(0.5);
}
