using CovidClassifier.Evaluation.Calibration;

namespace CovidClassifier;

/// <summary>
/// How the probability is chosen from which on an image gets the positive label: on validation images only, so that test figures stay
/// honest. The threshold becomes
/// a constant of the model's graph; the card says how it was chosen.
/// </summary>
public abstract class Threshold
{
    /// <summary>What stands where nothing can be chosen from.</summary>
    internal const float Standard = 0.5f;

    private protected Threshold()
    {
    }

    /// <summary>
    /// The largest sensitivity + specificity - 1 (Youden, "Index for rating diagnostic tests", Cancer 3, 1950). The threshold lies in the
    /// middle between the two
    /// neighbouring probabilities; of several equally good ones, the one closest to 0.5 (and of two equally close, the lower).
    /// </summary>
    public static Threshold Youden { get; } = new YoudenThreshold();

    /// <summary>This probability, whatever the data.</summary>
    /// <param name="value">0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> lies outside.</exception>
    public static Threshold At(double value) => new FixedThreshold(Foundation.Check.Within(value, 0, 1, nameof(value)));

    /// <summary>
    /// The highest threshold (so the best specificity) at which the share of positive validation images found is at least this, in the
    /// middle between the two
    /// neighbouring probabilities. On new patients the sensitivity will be another one.
    /// </summary>
    /// <param name="sensitivity">Above 0, up to 1; for example 0.98.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sensitivity"/> lies outside.</exception>
    public static Threshold ForSensitivity(double sensitivity) => sensitivity is > 0 and <= 1
        ? new SensitivityThreshold(sensitivity)
        : throw new ArgumentOutOfRangeException(
            nameof(sensitivity), sensitivity, FormattableString.Invariant($"The sensitivity must lie above 0 and be 1 at most, got {sensitivity}."));

    /// <summary>For the recipe: what is chosen, without spaces.</summary>
    internal abstract string Description { get; }

    /// <summary>Chooses from the probability of the positive label of each validation image.</summary>
    internal abstract ThresholdChoice Choose(bool[] isPositive, double[] probabilities);

    /// <summary>The cuts to choose from, or why there are none.</summary>
    private protected static bool TryCut(
        bool[] isPositive, double[] probabilities, out IReadOnlyList<ThresholdCut> cuts, out ThresholdChoice otherwise)
    {
        string? lack = isPositive.Length == 0 ? "there are no validation images"
            : !isPositive.Contains(true) ? "no validation image is positive"
            : !isPositive.Contains(false) ? "no validation image is negative"
            : null;
        otherwise = new ThresholdChoice(Standard, $"0.5, because {lack} to choose it on", lack);
        cuts = lack is null ? ThresholdCut.All(isPositive, probabilities) : [];
        return lack is null;
    }
}
