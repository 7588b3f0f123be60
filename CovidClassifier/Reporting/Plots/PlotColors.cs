using OxyPlot;

namespace CovidClassifier.Reporting.Plots;

/// <summary>The few colours of all plots. They are names: the page's style sheet says what each looks like, by light and by dark.</summary>
internal static class PlotColors
{
    /// <summary>The style sheet's variable of each colour that a plot may use.</summary>
    public static IReadOnlyList<(OxyColor Color, string Variable)> All { get; } =
        [.. new[] { "--ink", "--quiet", "--line", "--grid", "--accent", "--accent-soft", "--second" }.Select(
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

    private static OxyColor Of(string variable) => All.First(c => c.Variable == variable).Color;
}
