using CovidClassifier.Data;

namespace CovidClassifier.Reporting.Content;

/// <summary>The data that a report is about.</summary>
internal sealed record ReportData
{
    /// <summary>Name of the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>Order of the classes.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The parts of the data, in the order shown.</summary>
    public required IReadOnlyList<ReportPart> Parts { get; init; }

    /// <summary>Share of the images whose patient is known, 0 to 1; NaN where it was not counted.</summary>
    public double KnownPatientShare { get; init; } = double.NaN;

    /// <summary>Number of images by source.</summary>
    public IReadOnlyDictionary<string, int> Sources { get; init; } = new Dictionary<string, int>();

    /// <summary>Images left out because the model was trained on them.</summary>
    public int SeenImages { get; init; }

    /// <summary>Rows and files that could not be used.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; init; } = [];

    /// <summary>Images left out by choice.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>From the images found to those used; null: what was found is not known.</summary>
    public ReportFlow? Flow { get; init; }

    /// <summary>A dataset as one part, "all images".</summary>
    public static ReportData Of(XRayDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        DatasetSummary summary = DatasetSummary.Of(dataset);
        return new ReportData
        {
            Name = dataset.Name,
            ClassNames = dataset.ClassNames,
            Parts =
            [
                new ReportPart("all images", [.. summary.Classes.Values], dataset.PatientGroups(FoldGrouping.Patient).Count) { Groups = CardGroup.Of(dataset) },
            ],
            KnownPatientShare = dataset.KnownPatientShare,
            Sources = summary.Sources,
            Problems = dataset.Problems,
            LeftOut = dataset.LeftOut,
            Flow = ReportFlow.Of(dataset.LeftOut, dataset.Problems, seen: 0, dataset.Count),
        };
    }
}
