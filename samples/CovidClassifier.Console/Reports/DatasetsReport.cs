namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid datasets</c>.</summary>
internal sealed record DatasetsReport(IReadOnlyList<DatasetDescription> Datasets);
