namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid compare</c>. The README beside this project explains each key.</summary>
internal sealed record ComparisonReport
{
    public required int Images { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required string? PositiveLabel { get; init; }

    /// <summary>What the models are ranked and tested by.</summary>
    public required string Metric { get; init; }

    public required int Folds { get; init; }

    /// <summary>patient, source or none.</summary>
    public required string Group { get; init; }

    public required int Seed { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<ComparisonEntry> Models { get; init; }

    /// <summary>Networks that could not take part.</summary>
    public required IReadOnlyList<MissingModel> Missing { get; init; }

    /// <summary>What the audits of the data found.</summary>
    public required AuditResult? Audit { get; init; }

    public required double KnownPatientShare { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required double Seconds { get; init; }

    public required string ResearchUseOnly { get; init; }

    public static ComparisonReport Of(ComparisonResult comparison, int seed)
    {
        CrossValidationResult first = comparison.Results[comparison.Table.Rows[0].Name];
        return new ComparisonReport
        {
            Images = first.Images.Count,
            ClassNames = first.ClassNames,
            PositiveLabel = first.PositiveLabel,
            Metric = comparison.Table.Metric.Name,
            Folds = first.Folds,
            Group = first.Grouping.ToString().ToLowerInvariant(),
            Seed = seed,
            Models = [.. comparison.Table.Rows.Select(r => ComparisonEntry.Of(r, comparison.Results[r.Name], comparison.Table.Metric))],
            Missing = comparison.Table.Missing,
            Audit = comparison.Audit,
            KnownPatientShare = first.KnownPatientShare,
            Warnings = first.Warnings,
            Notes = first.Notes,
            Seconds = comparison.Duration.TotalSeconds,
            ResearchUseOnly = "For research and teaching only, never for diagnosis.",
        };
    }
}
