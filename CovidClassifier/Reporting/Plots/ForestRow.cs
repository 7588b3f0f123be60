namespace CovidClassifier.Reporting.Plots;

/// <summary>A row of a <see cref="ForestPlot"/>.</summary>
/// <param name="Name">Whose number.</param>
/// <param name="Value">The number.</param>
/// <param name="Interval">Its 95 % interval; null, or undefined: none is drawn.</param>
internal sealed record ForestRow(string Name, double Value, MetricInterval? Interval)
{
    /// <summary>For those who do not see the plot.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} {Value:0.000}")
        + (Interval is { IsDefined: true } i ? FormattableString.Invariant($" ({i.Low:0.000} to {i.High:0.000})") : "");
}
