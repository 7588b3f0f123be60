using CovidClassifier.Foundation;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CovidClassifier.Learning.Heads;

/// <summary>
/// ML.NET's Pegasos and Platt calibration for each class against the rest, on the sum of hinge losses plus <paramref name="l2"/> / 2 x the squared norm of the
/// weights. The same as ML.NET's OneVersusAll, whose models cannot be read.
/// </summary>
internal sealed class LinearSvmHeadTrainer(double l2) : IHeadTrainer
{
    // Pegasos has a step size of 1 / (lambda x step): the weights have settled after some dozens of passes
    private const int Passes = 50;

    public LinearHead Train(HeadData data, Seed seed, CancellationToken cancellationToken = default)
    {
        var rows = new HeadRows(data, seed, cancellationToken);
        var weights = new double[data.ClassCount][];
        var biases = new double[data.ClassCount];
        for (int c = 0; c < data.ClassCount; c++)
        {
            IDataView view = rows.View(ofClass: c);
            BinaryPredictionTransformer<LinearBinaryModelParameters> machine =
                rows.Context.BinaryClassification.Trainers.LinearSvm(Options(l2, data.Count, nameof(HeadRow.IsOfClass))).Fit(view);
            IPredictionTransformer<PlattCalibrator> calibrated =
                rows.Context.BinaryClassification.Calibrators.Platt(labelColumnName: nameof(HeadRow.IsOfClass)).Fit(machine.Transform(view));
            PlattCalibrator sigmoid = calibrated.Model;
            weights[c] = [.. machine.Model.Weights.Select(w => -sigmoid.Slope * w)];
            biases[c] = -((sigmoid.Slope * machine.Model.Bias) + sigmoid.Offset);
        }

        return rows.Standardisation.Fold(weights, biases, HeadOutput.NormalisedSigmoids);
    }

    internal static LinearSvmTrainer.Options Options(double l2, int images, string label) => new()
    {
        FeatureColumnName = nameof(HeadRow.Features),
        LabelColumnName = label,
        ExampleWeightColumnName = nameof(HeadRow.Weight),
        Lambda = (float)(l2 / images),
        NumberOfIterations = Passes,
        Shuffle = false,
    };
}
