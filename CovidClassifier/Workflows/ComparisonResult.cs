namespace CovidClassifier;

/// <summary>Several networks on the same folds of the same images. For research and teaching only, never for diagnosis.</summary>
public sealed partial class ComparisonResult
{
    internal ComparisonResult(ComparisonTable table, IReadOnlyDictionary<string, CrossValidationResult> results, TimeSpan duration)
    {
        Table = table;
        Results = results;
        Duration = duration;
    }

    /// <summary>Best first, each tested against the best.</summary>
    public ComparisonTable Table { get; }

    /// <summary>The out-of-fold predictions of each row, by its name.</summary>
    public IReadOnlyDictionary<string, CrossValidationResult> Results { get; }

    /// <summary>What the audits found in the data, to be read beside every figure; null where none was asked for.</summary>
    /// <remarks>Labels are doubted by the models of the best network.</remarks>
    public AuditResult? Audit { get; internal init; }

    /// <summary>Wall time of the whole.</summary>
    public TimeSpan Duration { get; }

    /// <summary>For people: the table.</summary>
    public override string ToString() => Table.ToString();
}
