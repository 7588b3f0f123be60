namespace CovidClassifier.Search;

/// <summary>
/// The models of trials' folds. Those that are not at hand, because an earlier run of the search made them or there was no room, are trained again: the same
/// recipe on the same images from the same seed gives the same model.
/// </summary>
/// <param name="train">Trains a trial on the fold of this number, from 0.</param>
internal sealed class FoldModels(Func<Trial, int, CancellationToken, FoldModel> train)
{
    // dozens of networks of the usual size, a few of the largest
    private const long RoomBytes = 512L << 20;

    private readonly Dictionary<(Trial Trial, int Fold), FoldModel> _models = [];

    /// <summary>Takes the model of a trial's last fold.</summary>
    public void Add(Trial trial, FoldModel model) => Put(trial, trial.Folds.Count - 1, model);

    /// <summary>One for each fold that the trial has been scored on, in order.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<FoldModel> Of(Trial trial, CancellationToken cancellationToken)
    {
        for (int fold = 0; fold < trial.Folds.Count; fold++)
        {
            if (!_models.ContainsKey((trial, fold)))
            {
                Put(trial, fold, train(trial, fold, cancellationToken));
            }
        }

        return [.. Enumerable.Range(0, trial.Folds.Count).Select(fold => _models[(trial, fold)])];
    }

    private void Put(Trial trial, int fold, FoldModel model)
    {
        _models[(trial, fold)] = model;
        long bytes = _models.Values.Sum(m => (long)m.Network.Model.CalculateSize());

        // of the others, those that came least far go first
        IEnumerable<(Trial Trial, int Fold)> others = _models.Keys.Where(k => k.Trial != trial).OrderBy(k => k.Trial.Folds.Count).ThenBy(k => k.Trial.Number);
        foreach ((Trial Trial, int Fold) other in others.ToArray())
        {
            if (bytes <= RoomBytes)
            {
                return;
            }

            bytes -= _models[other].Network.Model.CalculateSize();
            _models.Remove(other);
        }
    }
}
