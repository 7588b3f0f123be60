namespace CovidClassifier.Reporting.Content;

/// <summary>A column of a <see cref="ReportTable"/>.</summary>
/// <param name="Key">Its name in report.json: letters and digits, camelCase.</param>
/// <param name="Title">Its heading in the page, with the unit where there is one: "training, seconds".</param>
internal sealed record ReportColumn(string Key, string Title);
