namespace CovidClassifier.Reporting.Content;

/// <summary>A row of a <see cref="ReportTable"/>.</summary>
/// <param name="Cells">One for each column, in their order; the first is the row's name.</param>
internal sealed record ReportRow(IReadOnlyList<ReportCell> Cells)
{
    /// <summary>A word that marks the row, in the page and in report.json (<c>mark</c>): "best". Null: nothing sets it apart.</summary>
    public string? Mark { get; init; }

    /// <summary>What is to know of the row, below its name and in report.json (<c>remark</c>): why it was given up. Null: nothing.</summary>
    public string? Remark { get; init; }
}
