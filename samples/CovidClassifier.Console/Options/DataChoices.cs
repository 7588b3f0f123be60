namespace CovidClassifier.Console.Options;

/// <summary>Which dataset to read, and how.</summary>
/// <param name="Path">Folder or table.</param>
/// <param name="Format">One of <see cref="XRayDataset.Formats"/>.</param>
/// <param name="ClassNames">The classes to keep, in order; empty: all.</param>
/// <param name="Options">What every reader takes.</param>
/// <param name="Columns">Column of the table by fact ("path", "label", ...), where named.</param>
/// <param name="Metadata">DarkCovidNet's table of patients, where given.</param>
internal sealed record DataChoices(
    string Path, string Format, IReadOnlyList<string> ClassNames, DatasetOptions Options, IReadOnlyDictionary<string, string> Columns, string? Metadata)
{
    /// <summary>The table that corrects labels, where given.</summary>
    public string? Labels { get; init; }

    /// <summary>Whether the dataset's own split is used.</summary>
    public SplitOrigin Split { get; init; } = SplitOrigin.GivenOrNew;

    /// <exception cref="DatasetException">The dataset cannot be used, or its own split is asked for and it has none.</exception>
    public XRayDataset Open()
    {
        XRayDataset read = Columns.Count > 0 ? XRayDataset.FromCsv(Path, CsvColumns(), Options)
            : Metadata is not null ? XRayDataset.FromDarkCovidNet(Path, Metadata, Options)
            : XRayDataset.Open(Path, Format, Options);
        read = Labels is null ? read : read.WithLabels(Labels);
        XRayDataset dataset = ClassNames.Count == 0 ? read : read.WithClasses(ClassNames);
        if (Split == SplitOrigin.Given)
        {
            dataset.SplitAsGiven(validation: 0, test: 0);
        }

        return dataset;
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
        Part = Column("part"),
    };

    private string? Column(string fact) => Columns.GetValueOrDefault(fact);
}
