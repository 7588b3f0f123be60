using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;

namespace CovidClassifier.Workflows;

/// <summary>Cross-validates one network after the other on the same folds and makes the table. A network that fails is listed with its reason; the others
/// go on; if all fail, every reason is told, and the only one's error is thrown as it is.</summary>
/// <param name="recipes">One per network; they differ in nothing but the plan and its options.</param>
/// <param name="options">Folds and metric.</param>
/// <param name="progress">Told of everything, or null.</param>
internal sealed class ComparisonRun(IReadOnlyList<TrainingRecipe> recipes, ComparisonOptions options, IProgress<ComparisonProgress>? progress)
{
    public ComparisonResult Execute(CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        var missing = new List<MissingModel>(options.Missing);
        var results = new List<(string Name, CrossValidationResult Result)>();
        Exception? last = null;
        for (int i = 0; i < recipes.Count; i++)
        {
            string name = recipes[i].Plan.Title;
            var relay = new Relay<CrossValidationProgress, ComparisonProgress>(progress, inside => new ComparisonProgress(name, i + 1, recipes.Count, inside));
            try
            {
                TrainingRecipe recipe = recipes[i] with { Audits = results.Count == 0 ? RecipeAudit.OfFiles(recipes[i].Audits) : AuditDepth.None };
                results.Add((name, new CrossValidationRun(recipe, options.Folds, options.Grouping, repeats: 1, relay).Execute(cancellationToken)));
            }
            catch (Exception e) when (e is NetworkException or TrainingException or WeightsException && recipes.Count > 1)
            {
                last = e;
                missing.Add(new MissingModel(name, e.Message));
            }
        }

        return results.Count == 0
            ? throw new TrainingException(
                $"None of the {recipes.Count} networks could be trained: " +
                $"{string.Join(" ", missing.Skip(options.Missing.Count).Select(m => $"{m.Name}: {m.Reason}"))}", last)
            : new ComparisonResult(
                Tabulate(results, missing), results.ToDictionary(r => r.Name, r => r.Result, StringComparer.Ordinal),
                    TimeProvider.System.GetElapsedTime(began));
    }

    private ComparisonTable Tabulate(List<(string Name, CrossValidationResult Result)> results, List<MissingModel> missing) => ComparisonTable.Of(
        options.Metric, [.. results.Select(r => new ComparedModel(r.Name, r.Result.Predictions(), r.Result.Cost))], missing, recipes[0].Seed);
}
