using CovidClassifier.Foundation;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace CovidClassifier.Learning.Heads;

/// <summary>ML.NET's L-BFGS on the sum of log losses plus <paramref name="l2"/> / 2 x the squared norm of the weights; biases are free.</summary>
internal sealed class MaximumEntropyTrainer(double l2) : IHeadTrainer
{
    public LinearHead Train(HeadData data, Seed seed, CancellationToken cancellationToken = default)
    {
        var rows = new HeadRows(data, seed, cancellationToken);
        return rows.Fold(rows.Context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(Options(l2)).Fit(rows.View()).Model);
    }

    /// <summary>One thread: with more, sums of another order make other weights.</summary>
    internal static LbfgsMaximumEntropyMulticlassTrainer.Options Options(double l2) => new()
    {
        FeatureColumnName = nameof(HeadRow.Features),
        LabelColumnName = nameof(HeadRow.Label),
        ExampleWeightColumnName = nameof(HeadRow.Weight),
        L1Regularization = 0,
        L2Regularization = (float)l2,
        NumberOfThreads = 1,
    };
}
