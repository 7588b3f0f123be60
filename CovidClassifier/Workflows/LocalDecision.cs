using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Scoring;

namespace CovidClassifier.Workflows;

/// <summary>How a model's logits become probabilities and labels at the place where it is used, from labelled images of there.</summary>
/// <param name="Rule">Class names, positive label and threshold.</param>
/// <param name="Calibration">What stands between logits and probabilities, the prevalence included.</param>
/// <param name="ThresholdChoice">How the threshold was chosen.</param>
internal sealed record LocalDecision(DecisionRule Rule, FittedCalibration Calibration, string ThresholdChoice)
{
    // keeps the ranking and says next to nothing
    private const double LeastSlope = 1e-3;

    /// <param name="options">Prevalence, threshold.</param>
    /// <param name="classNames">In the order of the logits.</param>
    /// <param name="positive">Index of the positive label.</param>
    /// <param name="logits">A row for each image: one number for each class, or of two classes the logit of the second alone.</param>
    /// <param name="labels">Its class.</param>
    public static LocalDecision Fit(
        LocalCalibrationOptions options, IReadOnlyList<string> classNames, int positive, IReadOnlyList<float[]> logits, int[] labels)
    {
        CalibrationKind kind = classNames.Count == 2 ? CalibrationKind.Platt : CalibrationKind.Temperature;
        FittedCalibration fitted = WithRanking(FittedCalibration.Fit(kind, logits, labels), labels);
        if (options.Prevalence is { } prevalence)
        {
            double share = labels.Count(l => l == positive) / (double)labels.Length;
            fitted = fitted.WithLogOdds(Math.Log(prevalence / (1 - prevalence)) - Math.Log(share / (1 - share)), positive, classNames.Count);
        }

        double[] probabilities = [.. logits.Select(row => Probabilities.Of(fitted.Apply(row))[positive])];
        ThresholdChoice threshold = options.Threshold.Choose(Array.ConvertAll(labels, l => l == positive), probabilities);
        return new LocalDecision(new DecisionRule(classNames, classNames[positive], threshold.Value), fitted, threshold.How);
    }

    /// <summary>
    /// The same, but never with the ranking turned round: where the model ranks images of the place no better than chance, every image gets nearly the share of
    /// the positive ones.
    /// </summary>
    private static FittedCalibration WithRanking(FittedCalibration fitted, int[] labels)
    {
        if (fitted.Kind != CalibrationKind.Platt || fitted.Slope >= LeastSlope)
        {
            return fitted;
        }

        double second = labels.Count(l => l == 1), first = labels.Length - second;
        return fitted with
        {
            Slope = LeastSlope,
            Shift = Math.Log((second + 1) / (first + 1)),
            Note = "The model ranks images of this place no better than chance, so that its probabilities are nearly the same for every image: adapt it, or " +
                "train another.",
        };
    }

    /// <summary>What a model that decides so says where its network gives these logits.</summary>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<float[]> logits, CancellationToken cancellationToken)
    {
        int outputs = logits.Count == 0 ? Rule.ClassNames.Count : logits[0].Length;
        using var scorer = new LogitsScorer(Rule, outputs, (builder, tensor) => Calibration.Append(builder, tensor, outputs));
        return [.. logits.Select(row => scorer.Score(row, cancellationToken))];
    }
}
