using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Networks;

namespace CovidClassifier.Search;

/// <summary>
/// Finds the best network and recipe on the images that it is given, and trains it on all of these: a search is a way to learn like any other, so it only
/// ever sees the images that a training may see.
/// </summary>
/// <param name="networks">What to search, the most promising pre-trained one first.</param>
/// <param name="budget">Of each search.</param>
/// <param name="options">How to search.</param>
internal sealed class SearchPlan(IReadOnlyList<Network> networks, SearchBudget budget, SearchOptions options) : LearningPlan("auto")
{
    public IReadOnlyList<Network> Networks => networks;

    public SearchBudget Budget => budget;

    public SearchOptions Options => options;

    /// <summary>What metrics refer to.</summary>
    public string? PositiveLabel { get; init; }

    /// <summary>Told what goes on; null: nobody.</summary>
    public SearchJournal? Journal { get; init; }

    /// <summary>Whether recipes are compared on folds of one source each.</summary>
    public bool BySource { get; init; }

    /// <summary>The same for a run.</summary>
    public SearchPlan For(string? positiveLabel, SearchJournal journal, bool bySource) =>
        new(networks, budget, options) { PositiveLabel = positiveLabel, Journal = journal, BySource = bySource };

    internal override IReadOnlyList<string> Licences => [.. networks.SelectMany(n => n.Licences)];

    internal override bool LearnsByEpochs => false;

    internal override IReadOnlyDictionary<string, string> Choices => new Dictionary<string, string>
    {
        ["mode"] = "auto",
        ["budget"] = budget.Time is { } time ? FormattableString.Invariant($"{time.TotalSeconds} s") : FormattableString.Invariant($"{budget.Trials} trials"),
        ["ensemble"] = string.Create(CultureInfo.InvariantCulture, $"at most {options.Ensemble}"),
        ["innerFolds"] = BySource ? "one source each" : options.Folds.ToString(CultureInfo.InvariantCulture),
        ["metric"] = options.Metric.Name,
        ["networks"] = string.Join(", ", networks.Select(n => n.Name)),
    };

    internal override NetworkGraph Build(int classCount, Seed seed) => networks[0].Build(classCount, seed);

    internal override IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken) => new PreparedSearch(setup, this);

    internal override LearningPlan Quick() => FromNetwork(networks[0]).Quick();
}
