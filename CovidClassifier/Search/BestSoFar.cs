using CovidClassifier.Networks;

namespace CovidClassifier.Search;

/// <summary>
/// Keeps a model of the trial that leads while the search goes on, so that a search that is stopped leaves one: the mean of its folds' models.
/// </summary>
/// <param name="folds">Measure trials.</param>
/// <param name="keep">Takes the model and its recipe; null: nobody wants it.</param>
internal sealed class BestSoFar(InnerFolds folds, Action<KeptModel>? keep)
{
    private readonly List<NetworkGraph> _networks = [];
    private Trial? _leader;

    /// <param name="trial">Has just been scored on another fold.</param>
    /// <param name="trials">All trials.</param>
    /// <param name="network">That fold's model.</param>
    /// <param name="imageHashes">Of the images that any fold is trained on.</param>
    public void Consider(Trial trial, IReadOnlyList<Trial> trials, NetworkGraph network, IEnumerable<string> imageHashes)
    {
        if (keep is null || Leader(trials) != trial)
        {
            return;
        }

        if (_leader != trial)
        {
            _networks.Clear();
            _leader = trial;
        }

        _networks.Add(network);
        keep(new KeptModel(MeanOfNetworks.Of(_networks), trial.Recipe, [.. imageHashes]));
    }

    private Trial Leader(IReadOnlyList<Trial> trials)
    {
        Trial[] furthest = Selection.Furthest(trials);
        return furthest.OrderByDescending(t => folds.Merit(t, furthest[0].Folds.Count)).ThenBy(t => t.Number).First();
    }
}
