namespace CovidClassifier.Console.Views;

/// <summary>A comparison as lines: one per network, and those of its cross-validation.</summary>
internal sealed class ComparisonProgressView(Screen screen, FoldGrouping grouping) : IProgress<ComparisonProgress>
{
    private readonly Lock _lock = new();
    private FoldView _folds = new(screen, Shown(grouping));
    private int _number;

    // one way of dealing needs no name
    private static FoldGrouping? Shown(FoldGrouping grouping) => grouping == FoldGrouping.Source ? grouping : null;

    public void Report(ComparisonProgress value)
    {
        lock (_lock)
        {
            if (value.Number != _number)
            {
                _number = value.Number;
                _folds = new FoldView(screen, Shown(grouping));
                screen.Say($"Network {Figures.Of(value.Number)} of {Figures.Of(value.Networks)}: {value.Network}.");
            }

            _folds.Report(value.Inside);
        }
    }
}
