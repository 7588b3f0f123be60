using CovidClassifier.Networks;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace CovidClassifier.Learning.Heads;

/// <summary>Estimators of trees on features, one thread each so that one seed gives one model.</summary>
internal static class Trees
{
    // of a thousand features and more, a tenth per tree tells as much and takes a tenth of the time
    private const double FeatureShare = 0.1;

    public static IEstimator<ITransformer> LightGbm(MLContext context) => context.MulticlassClassification.Trainers.LightGbm(
        new LightGbmMulticlassTrainer.Options
        {
            FeatureColumnName = FeatureGraph.Features,
            LabelColumnName = TrainerColumns.Label,
            ExampleWeightColumnName = TrainerColumns.Weight,
            NumberOfIterations = 100,
            NumberOfLeaves = 8,
            MinimumExampleCountPerLeaf = 5,
            LearningRate = 0.1,
            NumberOfThreads = 1,
            UseSoftmax = true,
            Seed = 1,
            Booster = new GradientBooster.Options { FeatureFraction = FeatureShare },
        });

    /// <summary>A forest per class against the rest, calibrated by Platt's sigmoid.</summary>
    public static IEstimator<ITransformer> FastForest(MLContext context) => context.MulticlassClassification.Trainers.OneVersusAll(
        context.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            FeatureColumnName = FeatureGraph.Features,
            LabelColumnName = TrainerColumns.Label,
            ExampleWeightColumnName = TrainerColumns.Weight,
            NumberOfTrees = 100,
            NumberOfLeaves = 20,
            MinimumExampleCountPerLeaf = 3,
            MaximumBinCountPerFeature = 32,
            FeatureFraction = FeatureShare,
            NumberOfThreads = 1,
            Seed = 1,
            FeatureSelectionSeed = 1,
        }),
        TrainerColumns.Label,
        calibrator: context.BinaryClassification.Calibrators.Platt());
}
