namespace CovidClassifier.Reporting;

/// <summary>A row of a <see cref="ReportTable"/>.</summary>
/// <param name="Cells">One for each column, in their order; the first is the row's name.</param>
public sealed record ReportRow(IReadOnlyList<ReportCell> Cells)
{
    /// <summary>Marked in the page and in report.json (<c>isBest</c>), for example the best network.</summary>
    public bool IsBest { get; init; }
}
