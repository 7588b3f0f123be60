using CovidClassifier.Evaluation.Calibration;

namespace CovidClassifier;

/// <summary>
/// How logits became the model's probabilities and labels; all of it chosen on validation images only, and constant in the network's graph.
/// </summary>
public sealed record CardDecision
{
    /// <summary>"none", "temperature" or "platt".</summary>
    public string Calibration { get; init; } = "none";

    /// <summary>
    /// Of the calibration: "temperature", which logits are divided by; or "slope" and "shift" of the second class's logit.
    /// </summary>
    public IReadOnlyDictionary<string, double> CalibrationParameters { get; init; } = new Dictionary<string, double>();

    /// <summary>How the threshold was chosen.</summary>
    public string ThresholdChoice { get; init; } = "";

    /// <summary>Number of validation images that calibration and threshold were chosen on.</summary>
    public int ValidationImages { get; init; }

    /// <summary>How often the training scored its test images: once, after every choice was made; 0 where there are none.</summary>
    public int TestScorings { get; init; }

    internal static CardDecision Of(FittedCalibration calibration, ThresholdChoice threshold, int validationImages) => new()
    {
        Calibration = NameOf(calibration.Kind),
        CalibrationParameters = calibration.Parameters,
        ThresholdChoice = threshold.How,
        ValidationImages = validationImages,
    };

    internal static string NameOf(CalibrationKind kind) => kind switch
    {
        CalibrationKind.Temperature => "temperature",
        CalibrationKind.Platt => "platt",
        _ => "none",
    };
}
