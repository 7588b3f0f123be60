using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Learning.Heads;

/// <summary>Tells what an estimator of ML.NET is for before it is given images: a wrong kind has a remedy, which ML.NET's own message does not name.</summary>
internal static class TrainerKind
{
    private static readonly (Type Transformer, string Remedy)[] Wrong =
    [
        (typeof(BinaryPredictionTransformer<>), "a binary one answers yes or no: take one of MulticlassClassification.Trainers, or give the binary one to "
            + "MulticlassClassification.Trainers.OneVersusAll(...)"),
        (typeof(RegressionPredictionTransformer<>), "a regression one gives a number: take one of MulticlassClassification.Trainers"),
        (typeof(RankingPredictionTransformer<>), "a ranking one gives an order: take one of MulticlassClassification.Trainers"),
        (typeof(ClusteringPredictionTransformer<>), "a clustering one knows no labels: take one of MulticlassClassification.Trainers"),
    ];

    /// <exception cref="ArgumentException">There is no estimator, or it is no multiclass trainer, alone or at the end of a chain.</exception>
    public static void Require(IEstimator<ITransformer>? estimator)
    {
        if (estimator is null)
        {
            throw new ArgumentException("the function that makes the trainer must give one, but gave null (WithTrainer).");
        }

        Type[] results = [.. ResultsOf(estimator)];
        foreach ((Type transformer, string remedy) in Wrong)
        {
            if (results.Contains(transformer))
            {
                throw new ArgumentException($"the trainer must be a multiclass one, but {remedy} (WithTrainer).");
            }
        }
    }

    // a chain says of itself what its last part gives
    private static IEnumerable<Type> ResultsOf(IEstimator<ITransformer> estimator) =>
        estimator.GetType().GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEstimator<>))
            .Select(i => i.GenericTypeArguments[0])
            .SelectMany(t => t.IsGenericType ? t.GenericTypeArguments.Append(t) : [t])
            .Where(t => t.IsGenericType).Select(t => t.GetGenericTypeDefinition());
}
