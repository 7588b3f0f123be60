using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Plumbing;
using CovidClassifier.Training;

namespace CovidClassifier.AutoMl;

/// <summary>The wish to find the best network and recipe: a search is a learner like any other, so it only ever sees the images that a training may see.</summary>
/// <param name="networks">What to search, the most promising pre-trained one first.</param>
/// <param name="budget">Of each search.</param>
/// <param name="options">How to search.</param>
/// <param name="positiveLabel">What metrics refer to.</param>
/// <param name="journal">Told what goes on.</param>
internal sealed class ExploredNetwork(
    IReadOnlyList<Network> networks, ExplorationBudget budget, ExplorationOptions options, string? positiveLabel, ExplorationJournal journal) : Network("auto")
{
    public IReadOnlyList<Network> Networks => networks;

    public ExplorationBudget Budget => budget;

    public ExplorationOptions Options => options;

    public string? PositiveLabel => positiveLabel;

    public ExplorationJournal Journal => journal;

    public ILearner Learner => new SearchLearner(this);

    internal override IReadOnlyList<string> Licences => [.. networks.SelectMany(n => n.Licences)];

    internal override NetworkGraph Build(int classCount, Seed seed) => networks[0].Build(classCount, seed);

    internal override NetworkGraph Original(Seed seed) => networks[0].Original(seed);

    private protected override ModelProto Describe(int classCount, Seed seed) =>
        throw new NotSupportedException("What a search finds is written once it has ended: CovidModel.SaveOnnx.");
}
