namespace CovidClassifier.Console.Options;

/// <summary>Which dataset to read, and how.</summary>
/// <param name="Path">Folder or table.</param>
/// <param name="Format">One of <see cref="DataOptions.Formats"/>.</param>
/// <param name="ClassNames">The classes to keep, in order; empty: all.</param>
/// <param name="AllowProblems">Go on without rows and files that are wrong.</param>
/// <param name="Columns">Column of the table by fact ("path", "label", ...), where named.</param>
/// <param name="Metadata">DarkCovidNet's table of patients, where given.</param>
internal sealed record DataChoices(
    string Path, string Format, IReadOnlyList<string> ClassNames, bool AllowProblems, IReadOnlyDictionary<string, string> Columns, string? Metadata)
{
    public XRayDataset Open()
    {
        var options = new DatasetOptions { AllowProblems = AllowProblems };
        XRayDataset dataset = Columns.Count > 0 ? XRayDataset.FromCsv(Path, CsvColumns(), options)
            : Metadata is not null ? XRayDataset.FromDarkCovidNet(Path, Metadata, options)
            : XRayDataset.Open(Path, Format, options);
        return ClassNames.Count == 0 ? dataset : dataset.WithClasses(ClassNames);
    }

    private CsvColumns CsvColumns() => new()
    {
        Path = Column("path"),
        Label = Column("label"),
        PatientId = Column("patient"),
        Source = Column("source"),
        View = Column("view"),
        Age = Column("age"),
        Sex = Column("sex"),
    };

    private string? Column(string fact) => Columns.GetValueOrDefault(fact);
}
