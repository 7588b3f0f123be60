namespace CovidClassifier.Evaluation;

/// <summary>Images whose probability is alike, and how often it came true.</summary>
/// <param name="From">Lower edge of the bin.</param>
/// <param name="To">Upper edge of the bin.</param>
/// <param name="Images">Number of images in it.</param>
/// <param name="Mean">Their mean probability.</param>
/// <param name="Share">The share of them for which it came true.</param>
internal sealed record ReliabilityBin(double From, double To, int Images, double Mean, MetricResult Share);
