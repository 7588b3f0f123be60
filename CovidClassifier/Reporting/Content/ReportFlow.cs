namespace CovidClassifier.Reporting.Content;

/// <summary>From the images that were found to those that were used.</summary>
/// <param name="Steps">Why some were left out, and how many for each reason, in the order shown.</param>
/// <param name="Used">How many were used.</param>
internal sealed record ReportFlow(IReadOnlyList<LeftOut> Steps, int Used)
{
    // one file under two patients stays, as an image of both in one
    private static readonly Dictionary<DatasetProblemKind, string> Reasons = new()
    {
        [DatasetProblemKind.MissingImage] = "a table names an image that is not there",
        [DatasetProblemKind.NotAnImage] = "the file is no image that can be read",
        [DatasetProblemKind.Unreadable] = "the file cannot be read",
        [DatasetProblemKind.UnknownLabel] = "no label, or none of the classes",
        [DatasetProblemKind.DuplicateRow] = "the same file once more",
        [DatasetProblemKind.ConflictingLabels] = "one file under different labels",
        [DatasetProblemKind.MalformedRow] = "a row of a table that cannot be read",
        [DatasetProblemKind.UnlistedImage] = "no row of the table describes the image",
    };

    /// <summary>How many were found: rows of tables where there is one, else files.</summary>
    public int Found => Used + Steps.Sum(s => s.Count);

    /// <param name="leftOut">By choice.</param>
    /// <param name="problems">What could not be used.</param>
    /// <param name="seen">Images that the model was trained on.</param>
    /// <param name="used">How many were used.</param>
    public static ReportFlow Of(IEnumerable<LeftOut> leftOut, IEnumerable<DatasetProblem> problems, int seen, int used) => new(
    [
        .. problems.Where(p => Reasons.ContainsKey(p.Kind)).GroupBy(p => p.Kind).OrderBy(g => g.Key).Select(g => new LeftOut(Reasons[g.Key], g.Count())),
        .. leftOut,
        .. seen == 0 ? (LeftOut[])[] : [new LeftOut("the model was trained on the image", seen)],
    ], used);
}
