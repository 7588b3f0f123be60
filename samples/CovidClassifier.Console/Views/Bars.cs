using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>Progress bars, all alike, each on one line however narrow the terminal is.</summary>
internal static class Bars
{
    private const int Narrowest = 8, Widest = 40;

    // the percentage, the time left and what stands between the columns
    private const int Rest = 24;

    public static Progress On(IAnsiConsole terminal)
    {
        int free = Math.Max(terminal.Profile.Width - Rest, 2 * Narrowest);
        int bar = Math.Clamp(free / 3, Narrowest, Widest);
        return terminal.Progress().Columns(
            new ShortDescriptionColumn(free - bar), new ProgressBarColumn { Width = bar }, new PercentageColumn(), new TimeLeftColumn());
    }
}
