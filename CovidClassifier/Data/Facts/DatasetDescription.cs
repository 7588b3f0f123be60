namespace CovidClassifier;

/// <summary>A dataset or layout that is read without being told how, for people who look for one; see <see cref="XRayDataset.Known"/>.</summary>
public sealed record DatasetDescription
{
    /// <summary>Its name for <see cref="XRayDataset.Open"/>.</summary>
    public required string Format { get; init; }

    /// <summary>What its makers call it.</summary>
    public required string Title { get; init; }

    /// <summary>Its classes, and how its own labels become them.</summary>
    public required string Classes { get; init; }

    /// <summary>Images as published; null for a general layout.</summary>
    public int? Images { get; init; }

    /// <summary>Under which terms it is published; null for a general layout.</summary>
    public string? Licence { get; init; }

    /// <summary>Whom to cite; null for a general layout.</summary>
    public string? Citation { get; init; }

    /// <summary>Where it is published; null for a general layout.</summary>
    public string? Page { get; init; }

    /// <summary>What its folder must hold to be recognised.</summary>
    public required string Layout { get; init; }

    /// <summary>Where its patients are known from.</summary>
    public required string Patients { get; init; }

    /// <summary>Its own split; null: it has none.</summary>
    public string? Split { get; init; }
}
