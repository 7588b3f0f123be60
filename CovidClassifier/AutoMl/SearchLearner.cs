using System.Globalization;
using CovidClassifier.Networks;
using CovidClassifier.Training;

namespace CovidClassifier.AutoMl;

/// <summary>Searches recipes on the images that it is given, and trains the best of them on all of these.</summary>
internal sealed class SearchLearner(ExploredNetwork explored) : ILearner
{
    public TrainingOptions Defaults { get; } = new();

    public bool NeedsValidation => false;

    public bool LearnsByEpochs => false;

    public IReadOnlyDictionary<string, string> Choices => new Dictionary<string, string>
    {
        ["mode"] = "auto",
        ["budget"] = explored.Budget.Time is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s") : string.Create(CultureInfo.InvariantCulture, $"{explored.Budget.Trials} trials"),
        ["ensemble"] = string.Create(CultureInfo.InvariantCulture, $"at most {explored.Options.Ensemble}"),
        ["innerFolds"] = explored.Options.Folds.ToString(CultureInfo.InvariantCulture),
        ["metric"] = explored.Options.Metric.Name,
        ["networks"] = string.Join(", ", explored.Networks.Select(n => n.Name)),
    };

    public IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken) => new Prepared(setup, explored);

    private sealed class Prepared(LearnerSetup setup, ExploredNetwork explored) : IPreparedLearner
    {
        private readonly TrialBench _bench = new(setup, explored.Networks);

        public NetworkGraph Network => setup.Network;

        public LearnedNetwork Train(LearnerTask task, CancellationToken cancellationToken) =>
            new Search(explored, setup, _bench, task).Run(cancellationToken);

        public void Dispose() => _bench.Dispose();
    }
}
