using CovidClassifier.Foundation;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace CovidClassifier.Learning.Heads;

/// <summary>
/// ML.NET's dual coordinate ascent on the sum, over images and their wrong classes, of the log loss of the label against that class, plus <paramref name="l2"/>
/// / 2 x the squared norm of weights and biases.
/// </summary>
internal sealed class SdcaTrainer(double l2) : IHeadTrainer
{
    public LinearHead Train(HeadData data, Seed seed, CancellationToken cancellationToken = default)
    {
        var rows = new HeadRows(data, seed, cancellationToken);
        return rows.Fold(rows.Context.MulticlassClassification.Trainers.SdcaMaximumEntropy(Options(l2, data.Count)).Fit(rows.View()).Model);
    }

    /// <summary>ML.NET weighs the penalty against the mean of the losses, where we use their sum.</summary>
    internal static SdcaMaximumEntropyMulticlassTrainer.Options Options(double l2, int images) => new()
    {
        FeatureColumnName = nameof(HeadRow.Features),
        LabelColumnName = nameof(HeadRow.Label),
        ExampleWeightColumnName = nameof(HeadRow.Weight),
        L1Regularization = 0,
        L2Regularization = (float)(l2 / images),
        ConvergenceTolerance = 1e-3f,
        MaximumNumberOfIterations = 500,
        NumberOfThreads = 1,
        Shuffle = false,
    };
}
