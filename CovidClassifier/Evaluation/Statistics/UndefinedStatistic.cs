namespace CovidClassifier.Evaluation.Statistics;

/// <summary>A number that these predictions cannot give.</summary>
/// <param name="reason">Why, as a clause.</param>
internal sealed class UndefinedStatistic(string reason) : Statistic
{
    public override MetricValue Of(Draw draw) => MetricValue.Undefined(reason);
}
