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
                if (FailedElsewhere(i) is { } failure)
                {
                    throw new TrainingException(failure.Reason);
                }

                TrainingRecipe recipe = Of(i) with { Audits = results.Count == 0 ? RecipeAudit.OfFiles(recipes[i].Audits) : AuditDepth.None };
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
            : Compared(results, missing, began, cancellationToken);
    }

    private ComparisonResult Compared(
        List<(string Name, CrossValidationResult Result)> results, List<MissingModel> missing, long began, CancellationToken cancellationToken)
    {
        ComparisonTable table = Tabulate(results, missing);
        var byName = results.ToDictionary(r => r.Name, r => r.Result, StringComparer.Ordinal);
        CrossValidationResult best = byName[table.Rows[0].Name];
        return new ComparisonResult(table, byName, TimeProvider.System.GetElapsedTime(began))
        {
            // the data were audited beside the first network; who contradicts labels is the best
            Audit = results[0].Result.Audit is { } audit
                ? ContradictedLabels.Judged(
                    audit, best.Images, best.ClassNames, $"Models of {table.Rows[0].Name}, the best network, that never saw the images",
                    recipes[0].Root.For("audit"), cancellationToken)
                : null,
        };
    }

    /// <summary>Cross-validates those networks of a shard that are not kept yet, and keeps them; of one that fails, the reason.</summary>
    /// <returns>How many networks the shard has.</returns>
    /// <exception cref="InvalidOperationException">There is no folder for folds.</exception>
    public int Execute(Shard shard, CancellationToken cancellationToken)
    {
        int done = 0;
        foreach (int i in shard.Of(Enumerable.Range(0, recipes.Count)))
        {
            string name = recipes[i].Plan.Title;
            var relay = new Relay<CrossValidationProgress, ComparisonProgress>(progress, inside => new ComparisonProgress(name, i + 1, recipes.Count, inside));
            done++;
            try
            {
                new CrossValidationRun(Of(i) with { Audits = AuditDepth.None }, options.Folds, options.Grouping, repeats: 1, relay)
                    .Execute(Shard.Whole, cancellationToken);
                File.Delete(FailurePath(i));
            }
            catch (Exception e) when (e is NetworkException or TrainingException or WeightsException && recipes.Count > 1)
            {
                SealedJson.Write(FailurePath(i), new KeptFailure(name, e.Message), KeptFoldJson.Default.KeptFailure);
            }
        }

        return done;
    }

    private TrainingRecipe Of(int network) => recipes[network] with { Folds = recipes[network].Folds?.OfNetwork(network + 1) };

    private string FailurePath(int network) => Path.Combine(Of(network).Folds!.Folder, "failure.json");

    /// <summary>Why a shard could not train a network; null: it could, or there is none.</summary>
    private KeptFailure? FailedElsewhere(int network)
    {
        if (recipes[network].Folds is null or { TrainsMissing: true } || !File.Exists(FailurePath(network)))
        {
            return null;
        }

        KeptFailure failure = ReadFailure(FailurePath(network));
        return failure.Name == recipes[network].Plan.Title ? failure
            : throw new TrainingException($"The file '{FailurePath(network)}' is of another comparison: it tells of {failure.Name}, and the network is " +
                $"{recipes[network].Plan.Title}.");
    }

    private static KeptFailure ReadFailure(string path)
    {
        try
        {
            return SealedJson.Read(path, KeptFoldJson.Default.KeptFailure);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The file '{path}' cannot be read: {e.Message} Remove it, and train its network again.", e);
        }
    }

    private ComparisonTable Tabulate(List<(string Name, CrossValidationResult Result)> results, List<MissingModel> missing) => ComparisonTable.Of(
        options.Metric, [.. results.Select(r => new ComparedModel(r.Name, r.Result.Predictions(), r.Result.Cost))], missing, recipes[0].Seed);
}
