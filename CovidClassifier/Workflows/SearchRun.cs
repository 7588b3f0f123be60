using CovidClassifier.Data;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Search;

namespace CovidClassifier.Workflows;

/// <summary>A search as a training, or inside each fold of a cross-validation. Either hands the search no image but those that a training may see.</summary>
/// <param name="recipe">Everything but the plan.</param>
/// <param name="plan">The search.</param>
/// <param name="progress">Told of everything, or null.</param>
internal sealed class SearchRun(TrainingRecipe recipe, SearchPlan plan, IProgress<SearchProgress>? progress)
{
    public TrainedModel Execute(CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        var journal = new SearchJournal(TimeProvider.System, searches: 1, plan.Budget, progress)
        {
            Best = plan.Options.StateFolder is { } folder ? new BestModelFile(folder, recipe, plan) : null,
        };
        TrainedModel model = new TrainingRun(Searching(journal) with { SplitOrigin = WithTest(recipe.SplitOrigin) }, journal).Execute(cancellationToken);
        return model with { Search = new SearchResult(journal.Leaderboards[0], TimeProvider.System.GetElapsedTime(began)) };
    }

    /// <summary>Tries recipes beside other processes, and makes no model.</summary>
    /// <returns>How many folds this process has trained and scored.</returns>
    public int Share(CancellationToken cancellationToken)
    {
        var journal = new SearchJournal(TimeProvider.System, searches: 1, plan.Budget, progress);
        SearchPlan searching = plan.For(recipe.PositiveClass, journal, recipe.LeavesSourcesOut);
        using var start = TrainingStart.Of(recipe with { Plan = searching, SplitOrigin = WithTest(recipe.SplitOrigin) }, journal, cancellationToken);
        using var search = new PreparedSearch(recipe.Setup(start.Network, start.Decoded, journal), searching);
        return search.Share(new LearnerTask(start.Split.Training, start.Split.Validation, recipe.Root), cancellationToken);
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
}
