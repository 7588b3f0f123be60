using CovidClassifier.Learning;

namespace CovidClassifier.Search;

/// <summary>A search that knows its images; each training is a search of its own, and all share what the bench has computed.</summary>
internal sealed class PreparedSearch(LearnerSetup setup, SearchPlan plan) : IPreparedLearner
{
    private readonly TrialBench _bench = new(setup);
    private readonly SearchJournal _journal = plan.Journal ?? new SearchJournal(TimeProvider.System, searches: 1, plan.Budget, progress: null);

    public LearnedNetwork Train(LearnerTask task, CancellationToken cancellationToken) =>
        new RecipeSearch(plan, _journal, setup, _bench, task).Run(cancellationToken);

    /// <inheritdoc cref="RecipeSearch.Share"/>
    public int Share(LearnerTask task, CancellationToken cancellationToken) =>
        new RecipeSearch(plan, _journal, setup, _bench, task).Share(cancellationToken);

    public void Dispose() => _bench.Dispose();
}
