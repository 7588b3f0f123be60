namespace CovidClassifier.Console.Views;

/// <summary>Shows folds while they run: bars on a terminal, lines in a log.</summary>
internal static class FoldsView
{
    public static T During<T>(Screen screen, FoldGrouping grouping, Func<IProgress<CrossValidationProgress>, T> measure) =>
        During<CrossValidationProgress, T>(screen, grouping, new FoldView(screen, grouping), measure);

    public static T During<T>(Screen screen, FoldGrouping grouping, Func<IProgress<ComparisonProgress>, T> compare) =>
        During<ComparisonProgress, T>(screen, grouping, new ComparisonProgressView(screen, grouping), compare);

    private static T During<TProgress, T>(Screen screen, FoldGrouping grouping, IProgress<TProgress> lines, Func<IProgress<TProgress>, T> work) =>
        !screen.IsLive ? work(lines) : Bars.On(screen.Terminal).Start(context =>
        {
            var bars = new FoldBars(context, grouping);
            T result = work((IProgress<TProgress>)(object)bars);
            bars.End();
            return result;
        });
}
