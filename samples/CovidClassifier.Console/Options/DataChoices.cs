namespace CovidClassifier.Console.Options;

/// <summary>Which dataset to read, and how.</summary>
/// <param name="Paths">Folders or tables; several are merged.</param>
/// <param name="Format">One of <see cref="XRayDataset.Formats"/>.</param>
/// <param name="ClassNames">The classes to keep, in order, some as NAME=A+B; empty: all.</param>
/// <param name="Options">What every reader takes.</param>
/// <param name="Columns">Column of the table by fact ("path", "label", ...), where named.</param>
/// <param name="Metadata">DarkCovidNet's table of patients, where given.</param>
internal sealed record DataChoices(
    IReadOnlyList<string> Paths, string Format, IReadOnlyList<string> ClassNames, DatasetOptions Options, IReadOnlyDictionary<string, string> Columns,
        string? Metadata)
{
    /// <summary>In a choice of classes: all that are not named otherwise.</summary>
    private const string Rest = "*";

    /// <summary>The table that corrects labels, where given.</summary>
    public string? Labels { get; init; }

    /// <summary>The paths as they stand behind --data on a command line.</summary>
    public string Given => string.Join(" --data ", Paths);

    /// <summary>What images are told apart by as sources; null: as they were read.</summary>
    public Func<XRayImage, string?>? SourceOf { get; init; }

    /// <summary>Sources with fewer images are together one.</summary>
    public int SmallestSource { get; init; } = 1;

    /// <summary>Whether the dataset's own split is used.</summary>
    public SplitOrigin Split { get; init; } = SplitOrigin.GivenOrNew;

    /// <exception cref="DatasetException">The dataset cannot be used, or its own split is asked for and it has none.</exception>
    public XRayDataset Open()
    {
        XRayDataset read = Paths.Count == 1 ? Open(Paths[0]) : XRayDataset.Merge([.. Paths.Select(Open)]);
        read = Labels is null ? read : read.WithLabels(Labels);
        XRayDataset dataset = Chosen(read);
        dataset = SourceOf is null ? dataset : dataset.WithSources(SourceOf, SmallestSource);
        if (Split == SplitOrigin.Given)
        {
            dataset.SplitAsGiven(validation: 0, test: 0);
        }

        return dataset;
    }

    private XRayDataset Open(string path) => Columns.Count > 0 ? XRayDataset.FromCsv(path, CsvColumns(), Options)
        : Metadata is not null ? XRayDataset.FromDarkCovidNet(path, Metadata, Options)
        : XRayDataset.Open(path, Format, Options);

    private XRayDataset Chosen(XRayDataset read)
    {
        if (ClassNames.Count == 0)
        {
            return read;
        }

        (string Name, string[] Of)[] chosen = [.. ClassNames.Select(ClassChoice)];
        string[] named = [.. chosen.SelectMany(c => c.Of).Where(c => c != Rest)];
        string[] rest = [.. read.ClassNames.Where(c => !named.Any(n => LabelTable.AreSame(c, n) || LabelTable.AreSame(c, read.WithClasses(n).ClassNames[0])))];
        foreach ((string name, string[] of) in chosen)
        {
            string[] joined = [.. of.SelectMany(c => c == Rest ? rest : [c])];
            read = joined.Length == 1 && joined[0] == name ? read : read.WithJoinedClasses(name, joined);
        }

        return read.WithClasses([.. chosen.Select(c => c.Name)]);
    }

    private static (string Name, string[] Of) ClassChoice(string text)
    {
        string[] sides = text.Split('=', 2, StringSplitOptions.TrimEntries);
        return (sides[0], sides.Length == 1 ? [sides[0]] : sides[1].Split('+', StringSplitOptions.TrimEntries));
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
