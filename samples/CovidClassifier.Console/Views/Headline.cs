namespace CovidClassifier.Console.Views;

/// <summary>The figures that are read first.</summary>
internal static class Headline
{
    private static readonly Metric[] First = [Metric.Auroc, Metric.Accuracy, Metric.Sensitivity, Metric.Specificity];

    /// <summary>The four, or with <c>--verbose</c> these and all others.</summary>
    public static IReadOnlyList<Metric> Of(Screen screen) => screen.IsVerbose ? [.. First, .. Metric.All.Except(First)] : First;

    /// <summary>Says how many figures are not shown, and what shows them.</summary>
    public static void TellTheRest(Screen screen)
    {
        if (!screen.IsVerbose)
        {
            screen.Asides.Say($"{Figures.Of(Metric.All.Count - First.Length)} more figures: --verbose shows them, --json FILE writes them.");
        }
    }
}
