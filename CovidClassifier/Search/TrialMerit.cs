namespace CovidClassifier.Search;

/// <summary>How good a trial is: by the metric of the search, a tie by log loss. Higher is better.</summary>
/// <param name="Metric">With a sign that makes higher better; minus infinity where it is undefined.</param>
/// <param name="LogLoss">Lower is better.</param>
internal readonly record struct TrialMerit(double Metric, double LogLoss) : IComparable<TrialMerit>
{
    public int CompareTo(TrialMerit other) => Metric != other.Metric ? Metric.CompareTo(other.Metric) : other.LogLoss.CompareTo(LogLoss);
}
