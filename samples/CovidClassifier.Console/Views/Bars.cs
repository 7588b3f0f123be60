using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>Progress bars, all alike.</summary>
internal static class Bars
{
    public static Progress On(IAnsiConsole terminal) => terminal.Progress().Columns(
        new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new TimeLeftColumn());
}
