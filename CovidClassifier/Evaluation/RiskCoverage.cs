namespace CovidClassifier.Evaluation;

/// <summary>
/// How often the model is wrong where it answers only for the images that it is surest of (El-Yaniv and Wiener, "On the foundations of noise-free selective
/// classification", Journal of Machine Learning Research 11, 2010).
/// </summary>
/// <param name="Points">Share of images answered (X) and share of these that are wrong (Y), one for each image, the surest first.</param>
internal sealed record RiskCoverage(IReadOnlyList<CurvePoint> Points)
{
    /// <summary>Mean share of wrong answers over all coverages; 0 is the best. NaN without images.</summary>
    public double Area => Points.Count == 0 ? double.NaN : Points.Average(p => p.Y);

    /// <param name="images">Sureness is the probability of the label given.</param>
    public static RiskCoverage Of(LabelledPredictions images)
    {
        int[] order = [.. Enumerable.Range(0, images.Count).OrderByDescending(i => images.Probabilities[i][images.PredictedLabels[i]]).ThenBy(i => i)];
        var points = new List<CurvePoint>(order.Length);
        int wrong = 0;
        for (int i = 0; i < order.Length; i++)
        {
            wrong += images.PredictedLabels[order[i]] == images.Labels[order[i]] ? 0 : 1;
            points.Add(new CurvePoint((i + 1.0) / order.Length, wrong / (i + 1.0)));
        }

        return new RiskCoverage(points);
    }

    /// <summary>Share of wrong answers among this share of the images, the surest.</summary>
    public double At(double coverage) =>
        Points.Count == 0 ? double.NaN : Points[Math.Clamp((int)Math.Ceiling(coverage * Points.Count) - 1, 0, Points.Count - 1)].Y;
}
