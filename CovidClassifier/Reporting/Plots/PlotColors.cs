using OxyPlot;

namespace CovidClassifier.Reporting.Plots;

/// <summary>The few colours of all plots. They are names: the page's style sheet says what each looks like, by light and by dark.</summary>
internal static class PlotColors
{
    /// <summary>The style sheet's variable of each colour that a plot may use.</summary>
    public static IReadOnlyList<(OxyColor Color, string Variable)> All { get; } =
        [.. new[] { "--ink", "--quiet", "--line", "--grid", "--accent", "--accent-soft", "--second", "--curve-1", "--curve-2", "--curve-3", "--curve-4",
            "--curve-5", "--curve-6" }.Select(
            (name, i) => (OxyColor.FromRgb(1, 1, (byte)(i + 1)), name))];

    public static OxyColor Text => Of("--quiet");

    public static OxyColor Axis => Of("--line");

    public static OxyColor Grid => Of("--grid");

    /// <summary>What the plot is about.</summary>
    public static OxyColor Accent => Of("--accent");

    /// <summary>The band around it.</summary>
    public static OxyColor Band => Of("--accent-soft");

    /// <summary>What it is compared with.</summary>
    public static OxyColor Second => Of("--second");

    /// <summary>Of lines that are all of one kind.</summary>
    public static IReadOnlyList<OxyColor> Curves { get; } =
        [.. All.Where(c => c.Variable.StartsWith("--curve-", StringComparison.Ordinal)).Select(c => c.Color)];

    private static OxyColor Of(string variable) => All.First(c => c.Variable == variable).Color;
}
