namespace CovidClassifier.Evaluation.Statistics;

/// <summary>A number whose interval the bootstrap alone can give.</summary>
/// <param name="of">Works it out.</param>
internal sealed class Drawn(Func<Draw, MetricValue> of) : Statistic
{
    public override MetricValue Of(Draw draw) => of(draw);
}
