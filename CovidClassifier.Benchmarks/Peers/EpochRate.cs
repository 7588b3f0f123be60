namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Training speed as a model's own card states it.</summary>
internal static class EpochRate
{
    /// <summary>Images per second, the median of all epochs but the first, which warms up.</summary>
    public static double Median(CovidModel model, int images)
    {
        double[] rates = [.. model.Card.History.Skip(1).Select(e => images / e.Duration.TotalSeconds).Order()];
        return rates[rates.Length / 2];
    }
}
