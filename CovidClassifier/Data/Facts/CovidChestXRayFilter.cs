namespace CovidClassifier;

/// <summary>Which rows of covid-chestxray-dataset to keep, and what their findings mean. Rows that are not kept are counted, not
/// problems.</summary>
public sealed record CovidChestXRayFilter
{
    /// <summary>Asked with the column <c>modality</c>, null for blank. Default: X-ray only, compared as labels are.</summary>
    public Func<string?, bool> KeepsModality { get; init; } = modality => modality is not null && LabelTable.AreSame(modality, "X-ray");

    /// <summary>Asked with the column <c>view</c>, null for blank. Default: every view but L, the lateral one.</summary>
    public Func<string?, bool> KeepsView { get; init; } = view => view is null || !LabelTable.AreSame(view, "L");

    /// <summary>
    /// The class of a <c>finding</c> (never blank), or null for "not labelled", which is a problem. Default <see cref="CovidOrOther"/>.
    /// </summary>
    public Func<string, string?> ClassOf { get; init; } = CovidOrOther;

    /// <summary>
    /// COVID-19 anywhere in the finding (in any case and spelling: "COVID-19, ARDS", "Pneumonia/Viral/COVID-19") is COVID-19, everything
    /// else is Other, No Finding included. The placeholders todo and unknown of later versions are no label: null.
    /// </summary>
    public static string? CovidOrOther(string finding)
    {
        string key = LabelTable.KeyOf(finding);
        return key.Contains("COVID19", StringComparison.Ordinal) ? LabelTable.Covid19
            : key is "TODO" or "UNKNOWN" ? null
            : LabelTable.Other;
    }
}
