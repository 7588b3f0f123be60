using CovidClassifier.Reporting.Tables;

namespace CovidClassifier;

/// <summary>A search repeated inside each fold of a cross-validation, so that its figures are free of the search's own optimism. For research and teaching
/// only, never for diagnosis.</summary>
/// <param name="Result">Every image scored by what a search found without it.</param>
/// <param name="Leaderboards">Of each outer fold's search, in order.</param>
public sealed record NestedSearchResult(CrossValidationResult Result, IReadOnlyList<Leaderboard> Leaderboards)
{
    /// <summary>A report of the out-of-fold predictions, with each search's leaderboard; add a command with <c>with</c>, then
    /// <see cref="Report.Save"/>.</summary>
    /// <param name="data">What was searched on.</param>
    public Report CreateReport(XRayDataset data)
    {
        Report report = Result.CreateReport(data);
        return report with
        {
            Summary = FormattableString.Invariant(
                $"A search in each of {Result.Folds} folds, measured on the images left out: free of the search's own optimism."),
            // each fold's model is another recipe, or several: one picture of their epochs would say nothing
            Training = report.Training is { } training ? training with { Runs = [] } : null,
            Tables = [.. report.Tables, .. Leaderboards.Select((board, i) => TriedRecipes.Of(board, i + 1))],
        };
    }

    /// <summary>For people: what the search is worth.</summary>
    public override string ToString() => $"a search in each of {Result}";
}
