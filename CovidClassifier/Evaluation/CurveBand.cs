namespace CovidClassifier.Evaluation;

/// <summary>Where a curve lies at one place, at 95 %.</summary>
/// <param name="X">The place.</param>
/// <param name="Interval">Of the curve's height there.</param>
internal readonly record struct CurveBand(double X, MetricInterval Interval);
