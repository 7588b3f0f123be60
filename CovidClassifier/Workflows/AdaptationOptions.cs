using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How <see cref="CovidModel.Adapt"/> goes about it.</summary>
public sealed record AdaptationOptions
{
    /// <summary>
    /// How much of each image's target is what the model says already, and not its label (distillation: Li and Hoiem, "Learning without forgetting", 2016): 0
    /// forgets freely, near 1 hardly learns. At least 0 and below 1; default 0.3.
    /// </summary>
    public double OldKnowledge { get; init => field = Check.UnitBelowOne(value); } = 0.3;

    /// <summary>Passes over the local images; 1 or more. Default 10.</summary>
    public int Epochs { get; init => field = Check.AtLeast(value, 1); } = 10;

    /// <summary>Step size; above 0. Default 0.0003.</summary>
    public double LearningRate { get; init => field = Check.Positive(value); } = 3e-4;

    /// <summary>Share of positive patients where the model is used; null, the default: the images' own share.</summary>
    public double? Prevalence { get; init => field = value is null ? null : Check.OpenUnit(value.Value, nameof(Prevalence)); }

    /// <summary>How the threshold is chosen, on images scored by models that did not know their patient. Default: 0.5.</summary>
    public Threshold Threshold { get; init => field = value ?? throw new ArgumentNullException(nameof(Threshold)); } = Threshold.At(0.5);

    /// <summary>How often each size of the learning curve is drawn anew; 0 measures no curve. Default 5.</summary>
    public int CurveRepeats { get; init => field = Check.AtLeast(value, 0); } = 5;

    /// <summary>The seed that everything random comes from. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How much memory activations may take before they go to a temporary file. Default: a quarter of the machine's memory.</summary>
    public long Memory { get; init; } = UsualMemory.Bytes;

    internal LocalCalibrationOptions Calibration => new() { Prevalence = Prevalence, Threshold = Threshold };
}
