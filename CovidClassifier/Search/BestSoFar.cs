using CovidClassifier.Networks;

namespace CovidClassifier.Search;

/// <summary>
/// Keeps a model of the trial that leads while the search goes on, so that a search that is stopped, at whatever moment, leaves one: the mean of its folds'
/// models.
/// </summary>
/// <param name="folds">Measure trials.</param>
/// <param name="models">Of trials' folds.</param>
/// <param name="images">All images of the search: any fold's model was trained on some of them.</param>
/// <param name="place">Where it is kept; null: nobody wants it.</param>
internal sealed class BestSoFar(InnerFolds folds, FoldModels models, XRayDataset images, IBestModel? place)
{
    /// <summary>Makes again what the end of an earlier run came before.</summary>
    /// <param name="trials">All trials.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public void Restore(IReadOnlyList<Trial> trials, CancellationToken cancellationToken)
    {
        if (place is not null && trials.Any(t => t.Folds.Count > 0) && Leader(trials) is var leader && !place.Holds(leader))
        {
            Keep(leader, cancellationToken);
        }
    }

    /// <param name="trial">Has just been scored on another fold.</param>
    /// <param name="trials">All trials.</param>
    /// <param name="model">That fold's model.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public void Consider(Trial trial, IReadOnlyList<Trial> trials, FoldModel model, CancellationToken cancellationToken)
    {
        if (place is null)
        {
            return;
        }

        models.Add(trial, model);
        if (Leader(trials) == trial)
        {
            Keep(trial, cancellationToken);
        }
    }

    private void Keep(Trial trial, CancellationToken cancellationToken)
    {
        IReadOnlyList<FoldModel> own = models.Of(trial, cancellationToken);
        place!.Keep(new KeptModel(MeanOfNetworks.Of([.. own.Select(m => m.Network)]), trial, [.. own[0].Images.Hashes(images)]));
    }

    private Trial Leader(IReadOnlyList<Trial> trials)
    {
        Trial[] furthest = Selection.Furthest(trials);
        return furthest.OrderByDescending(t => folds.Merit(t, furthest[0].Folds.Count)).ThenBy(t => t.Number).First();
    }
}
