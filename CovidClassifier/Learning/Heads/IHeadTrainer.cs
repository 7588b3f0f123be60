using CovidClassifier.Foundation;

namespace CovidClassifier.Learning.Heads;

/// <summary>Trains one kind of head; safe to call from many threads.</summary>
internal interface IHeadTrainer
{
    /// <param name="data">Training rows alone: everything that is learned, standardisation included, is learned from them.</param>
    /// <param name="seed">Where everything random comes from.</param>
    /// <param name="cancellationToken">Looked at for each row that is read.</param>
    /// <exception cref="TrainingException">The weights do not stay finite.</exception>
    LinearHead Train(HeadData data, Seed seed, CancellationToken cancellationToken = default);
}
