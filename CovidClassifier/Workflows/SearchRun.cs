using CovidClassifier.Data;
using CovidClassifier.Foundation;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;
using CovidClassifier.Search;
using Google.Protobuf;

namespace CovidClassifier.Workflows;

/// <summary>A search as a training, or inside each fold of a cross-validation. Either hands the search no image but those that a training may see.</summary>
/// <param name="recipe">Everything but the plan.</param>
/// <param name="plan">The search.</param>
/// <param name="progress">Told of everything, or null.</param>
internal sealed class SearchRun(TrainingRecipe recipe, SearchPlan plan, IProgress<SearchProgress>? progress)
{
    private const string BestFile = "best.zip";

    public TrainedModel Execute(CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        var journal = new SearchJournal(
            TimeProvider.System, searches: 1, plan.Budget, progress) { Keep = plan.Options.StateFolder is { } folder ? kept => Save(kept, folder) : null };
        TrainedModel model = new TrainingRun(Searching(journal) with { SplitOrigin = WithTest(recipe.SplitOrigin) }, journal).Execute(cancellationToken);
        return model with { Search = new SearchResult(journal.Leaderboards[0], TimeProvider.System.GetElapsedTime(began)) };
    }

    public NestedSearchResult ExecuteNested(int folds, FoldGrouping grouping, CancellationToken cancellationToken)
    {
        int searches = grouping == FoldGrouping.Source
            ? SourceSplits.Of(recipe.Dataset.ForFolds(SplitOrigin.LeaveOneSourceOut), validation: 0, recipe.Seed).Splits.Count
            : folds;
        var journal = new SearchJournal(TimeProvider.System, searches, plan.Budget, progress);
        var relay = new Relay<CrossValidationProgress, TrainingProgress>(journal, p => p.Training);
        CrossValidationResult result =
            new CrossValidationRun(Searching(journal, bySource: grouping == FoldGrouping.Source), folds, grouping, repeats: 1, relay)
                .Execute(cancellationToken);
        return new NestedSearchResult(result, journal.Leaderboards);
    }

    /// <summary>The sources are the search's inner folds; the images that its result is measured on are drawn by patient.</summary>
    private static SplitOrigin WithTest(SplitOrigin origin) => origin == SplitOrigin.LeaveOneSourceOut ? SplitOrigin.New : origin;

    private TrainingRecipe Searching(SearchJournal journal, bool bySource = false) => recipe with
    {
        Plan = plan.For(recipe.PositiveClass, journal, bySource || recipe.LeavesSourcesOut),
        Audits = RecipeAudit.OfFiles(recipe.Audits),
    };

    private void Save(KeptModel kept, string folder)
    {
        var rule = new DecisionRule(recipe.Dataset.ClassNames, recipe.PositiveClass, threshold: 0.5f);
        var card = new ModelCard
        {
            ClassNames = rule.ClassNames,
            PositiveLabel = rule.PositiveLabel,
            Threshold = rule.Threshold,
            Seed = recipe.Seed,
            Network = new CardNetwork
            {
                Name = "auto",
                ParameterCount = kept.Network.ParameterCount,
                InputWidth = kept.Network.Width,
                InputHeight = kept.Network.Height,
            },
            Notes = [$"The best model so far of a search that has not ended: the mean of the fold models of {kept.Recipe}. It is not calibrated and was not " +
                $"measured on held-out images.", .. kept.Network.Notes],
            Licences = plan.Licences,
            ImageHashes = new CardImageHashes { Training = [.. kept.ImageHashes.Order(StringComparer.Ordinal)] },
        };
        var model = new GraphScoringModel(ScoringGraph.Build(kept.Network, rule).ToByteArray());
        AtomicFile.Write(Path.Combine(folder, BestFile), stream => ModelZip.Write(stream, model, card));
    }
}
