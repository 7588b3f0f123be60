namespace CovidClassifier.Console.Reports;

/// <summary>A model beside the best one.</summary>
/// <param name="Difference">This minus the best.</param>
/// <param name="Interval">95 % interval of it.</param>
/// <param name="PValue">Of this test alone.</param>
/// <param name="AdjustedPValue">Adjusted for the number of models (Holm).</param>
/// <param name="Method">The test.</param>
internal sealed record PairedEntry(double Difference, MetricInterval Interval, double PValue, double AdjustedPValue, string Method);
