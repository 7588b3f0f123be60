using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Calibration;

/// <summary>
/// Two numbers that say how probabilities of the positive label miss (Cox, Biometrika 45, 1958; Van Calster et al., "Calibration: the Achilles heel of
/// predictive analytics", BMC Medicine 17, 2019). Intervals are Wald's, with errors that hold where a patient has several images (Liang and Zeger, Biometrika
/// 73, 1986). Probabilities of 0 and 1 count as 1e-7 from them: 32-bit scores tell no more.
/// </summary>
/// <param name="Slope">Of a logistic regression of the label on the probability's logit. 1 is best; below 1 probabilities are too near 0 and 1, above 1 not
/// near enough.</param>
/// <param name="Intercept">What is to be added to every logit, so that as many images are expected as there are, the slope being held at 1. 0 is best; below 0
/// probabilities are too high on the whole.</param>
internal sealed record CalibrationLine(MetricResult Slope, MetricResult Intercept)
{
    private const double NearestToCertain = 1e-7;

    // logits lie within 17 of 0, so no shift beyond twice that is ever needed
    private const double WidestShift = 40;
    private const int Halvings = 80;

    public static CalibrationLine Of(LabelledPredictions images)
    {
        if (images.Positive is not { } positive)
        {
            return Undefined("no positive label is chosen");
        }

        double[] logits = Array.ConvertAll(images.Probabilities, row => Logit(row[positive]));
        double[] labels = Array.ConvertAll(images.Labels, l => l == positive ? 1.0 : 0);
        double count = labels.Sum();
        string label = images.ClassNames[positive];
        return count == 0 ? Undefined($"no image is labelled {label}")
            : count == labels.Length ? Undefined($"no image is labelled other than {label}")
            : new CalibrationLine(SlopeOf(logits, labels, label, images.Patients), InterceptOf(logits, labels, images.Patients));
    }

    private static CalibrationLine Undefined(string reason) => new(MetricResult.Undefined(reason), MetricResult.Undefined(reason));

    private static double Logit(double probability)
    {
        double p = Math.Clamp(probability, NearestToCertain, 1 - NearestToCertain);
        return Math.Log(p / (1 - p));
    }

    private static MetricResult SlopeOf(double[] logits, double[] labels, string label, PatientIndex patients)
    {
        if (logits.Min() == logits.Max())
        {
            return MetricResult.Undefined("all images have the same probability");
        }

        double[] positives = [.. logits.Where((_, i) => labels[i] == 1)], others = [.. logits.Where((_, i) => labels[i] == 0)];
        if (positives.Min() >= others.Max() || positives.Max() <= others.Min())
        {
            return MetricResult.Undefined($"the probability of {label} parts the classes without a fault, so that no slope is too steep");
        }

        double share = labels.Average();
        var line = LogisticLine.Fit(logits, labels, Math.Log(share / (1 - share)));
        double zz = 0, z1 = 0, one = 0;
        double[] bySlope = new double[patients.Count], byShift = new double[patients.Count];
        for (int i = 0; i < logits.Length; i++)
        {
            double p = line.At(logits[i]), weight = p * (1 - p);
            zz += weight * logits[i] * logits[i];
            z1 += weight * logits[i];
            one += weight;
            bySlope[patients[i]] += (p - labels[i]) * logits[i];
            byShift[patients[i]] += p - labels[i];
        }

        double determinant = (zz * one) - (z1 * z1);
        double variance = bySlope.Zip(byShift, (s, t) => Square(((one * s) - (z1 * t)) / determinant)).Sum();
        return Within(line.Slope, variance, patients.Count);
    }

    private static MetricResult InterceptOf(double[] logits, double[] labels, PatientIndex patients)
    {
        double count = labels.Sum(), low = -WidestShift, high = WidestShift;
        for (int i = 0; i < Halvings; i++)
        {
            var middle = new LogisticLine(1, (low + high) / 2);
            (low, high) = logits.Sum(middle.At) < count ? (middle.Shift, high) : (low, middle.Shift);
        }

        var line = new LogisticLine(1, (low + high) / 2);
        double one = 0;
        double[] byShift = new double[patients.Count];
        for (int i = 0; i < logits.Length; i++)
        {
            double p = line.At(logits[i]);
            one += p * (1 - p);
            byShift[patients[i]] += p - labels[i];
        }

        return Within(line.Shift, byShift.Sum(s => Square(s / one)), patients.Count);
    }

    private static MetricResult Within(double value, double variance, int patients)
    {
        if (patients < 2)
        {
            return new MetricResult(MetricValue.Of(value), MetricInterval.Undefined("one patient has no spread"));
        }

        // what few clusters hide (Cameron and Miller, Journal of Human Resources 50, 2015)
        double error = NormalDistribution.Z95 * Math.Sqrt(variance * patients / (patients - 1));
        return new MetricResult(MetricValue.Of(value), new MetricInterval(value - error, value + error, "Wald, by patient"));
    }

    private static double Square(double number) => number * number;
}
