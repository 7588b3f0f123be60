using CovidClassifier.Auditing;
using CovidClassifier.Evaluation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Plumbing;
using CovidClassifier.Training;

namespace CovidClassifier.Runs;

/// <summary>Cross-validates one network after the other on the same folds and makes the table. A network that fails is listed with its reason; the others go on.</summary>
internal sealed class ComparisonRun(TrainingRecipe recipe, IReadOnlyList<Network> networks, ComparisonOptions options, IProgress<ComparisonProgress>? progress)
{
    public Comparison Execute(CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        var missing = new List<MissingModel>(options.Missing);
        var results = new List<(string Name, CrossValidationResult Result)>();
        for (int i = 0; i < networks.Count; i++)
        {
            string name = networks[i].Title;
            var relay = new Relay<CrossValidationProgress, ComparisonProgress>(progress, inside => new ComparisonProgress(name, i + 1, networks.Count, inside));
            try
            {
                results.Add((name, new CrossValidationRun(recipe with { Network = networks[i], Trainer = null, Audits = results.Count == 0 ? recipe.FileAudits : AuditDepth.None }, options.Folds, options.Grouping, repeats: 1, relay).Execute(cancellationToken)));
            }
            catch (Exception e) when (e is NetworkException or TrainingException or WeightsException && (results.Count > 0 || i + 1 < networks.Count))
            {
                missing.Add(new MissingModel(name, e.Message));
            }
        }

        return results.Count == 0
            ? throw new TrainingException($"None of the {networks.Count} networks could be trained: {string.Join(" ", missing.Select(m => $"{m.Name}: {m.Reason}"))}")
            : new Comparison(
                Tabulate(results, missing), results.ToDictionary(r => r.Name, r => r.Result, StringComparer.Ordinal), TimeProvider.System.GetElapsedTime(began).TotalSeconds);
    }

    private ComparisonTable Tabulate(List<(string Name, CrossValidationResult Result)> results, List<MissingModel> missing) => ComparisonTable.Of(
        options.Metric, [.. results.Select(r => new ComparedModel(r.Name, r.Result.Predictions(), r.Result.Cost))], missing, recipe.Seed);
}
