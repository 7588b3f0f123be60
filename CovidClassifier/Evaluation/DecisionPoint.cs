namespace CovidClassifier.Evaluation;

/// <summary>What calling images is worth at one threshold probability.</summary>
/// <param name="Threshold">Strictly between 0 and 1: from this probability on, an image is called.</param>
/// <param name="Model">The model's net benefit.</param>
/// <param name="All">That of calling every image; that of calling none is 0.</param>
internal sealed record DecisionPoint(double Threshold, MetricResult Model, double All);
