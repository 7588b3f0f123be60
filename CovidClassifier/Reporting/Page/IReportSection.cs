namespace CovidClassifier.Reporting.Page;

/// <summary>One section of the page.</summary>
internal interface IReportSection
{
    /// <summary>Its anchor in the page.</summary>
    string Id { get; }

    /// <summary>Its heading, and its line in the list of contents.</summary>
    string Title { get; }

    /// <summary>Writes what is below the heading, and its numbers.</summary>
    void Write(HtmlWriter html, ReportJsonObject json);
}
