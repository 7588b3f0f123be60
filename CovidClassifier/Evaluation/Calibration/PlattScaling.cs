using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Calibration;

/// <summary>
/// A sigmoid of a line through the logit, that which gives validation images the largest likelihood, with Platt's targets (N + 1) / (N + 2) and 1 / (N + 2) in
/// place of 1 and 0, so that separated classes have a finite answer too (Platt 1999).
/// </summary>
internal static class PlattScaling
{
    /// <param name="logits">Rows of one number (the logit of the second of two classes) or of two; finite.</param>
    /// <param name="labels">True class of each row, 0 or 1.</param>
    /// <exception cref="ArgumentException">A row has more than two numbers.</exception>
    public static FittedCalibration Fit(IReadOnlyList<float[]> logits, int[] labels)
    {
        if (logits.FirstOrDefault(row => row.Length > 2) is { } wide)
        {
            throw new ArgumentException($"Platt's calibration needs two classes, got {wide.Length}; temperature scaling serves any number.", nameof(logits));
        }

        double[] margins = [.. logits.Select(row => row.Length == 1 ? row[0] : (double)row[1] - row[0])];
        int second = labels.Count(l => l == 1), first = labels.Length - second;
        if (first == 0 || second == 0)
        {
            return FittedCalibration.None(
                "The validation images are all of one class, which Platt's calibration cannot be fitted to. The logits are left as they are.");
        }

        double high = (second + 1) / (second + 2.0), low = 1 / (first + 2.0);
        var line = LogisticLine.Fit(margins, Array.ConvertAll(labels, l => l == 1 ? high : low), Math.Log((second + 1.0) / (first + 1.0)));
        return new FittedCalibration(CalibrationKind.Platt, line.Slope, line.Shift, null);
    }
}
