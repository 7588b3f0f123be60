using Microsoft.ML;

namespace CovidClassifier.Tests.Learning.Heads;

public class WrongTrainerTests
{
    [Test]
    public void Train_NoTrainer_SaysSo() => Assert.That(Message(_ => null!), Does.Contain("must give one, but gave null (WithTrainer)"));

    private static readonly TestCaseData[] Kinds =
    [
        new((MLContext ml) => (IEstimator<ITransformer>)ml.BinaryClassification.Trainers.SdcaLogisticRegression(maximumNumberOfIterations: 2), "OneVersusAll"),
        new((MLContext ml) => (IEstimator<ITransformer>)ml.BinaryClassification.Trainers.LinearSvm(), "OneVersusAll"),
        new(
            (MLContext ml) => (IEstimator<ITransformer>)ml.Transforms.NormalizeMinMax("Features").Append(ml.BinaryClassification.Trainers.FastTree()),
            "OneVersusAll"),
        new((MLContext ml) => (IEstimator<ITransformer>)ml.Regression.Trainers.Sdca(maximumNumberOfIterations: 2), "gives a number"),
        new((MLContext ml) => (IEstimator<ITransformer>)ml.Clustering.Trainers.KMeans(numberOfClusters: 2), "knows no labels"),
    ];

    [TestCaseSource(nameof(Kinds))]
    public void Train_AnotherKindOfTrainer_NamesTheRemedy(Func<MLContext, IEstimator<ITransformer>> create, string remedy) =>
        Assert.That(Message(create), Does.Contain("the trainer must be a multiclass one").And.Contain(remedy).And.Contain("MulticlassClassification.Trainers"));

    [Test]
    public void Train_ABinaryTrainerForEachClass_IsTaken() => Builder().WithTrainer(
        ml => ml.Transforms.NormalizeMinMax("Features")
            .Append(ml.MulticlassClassification.Trainers.OneVersusAll(ml.BinaryClassification.Trainers.AveragedPerceptron(numberOfIterations: 3))),
        imageSide: 64).Train().Dispose();

    [Test]
    public void Train_ATrainerThatGivesEveryImageTheSameScores_NamesTheRemedy() => Assert.That(
        Message(ml => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(l1Regularization: 1e9f, maximumNumberOfIterations: 2)),
        Does.Contain("different images the same scores, so that it has learned nothing").And.Contain("ml.Transforms.NormalizeMeanVariance(\"Features\")"));

    private static string Message(Func<MLContext, IEstimator<ITransformer>> create) =>
        Assert.Throws<TrainingException>(() => Builder().WithTrainer(create, imageSide: 64).Train())!.Message;

    private static CovidModelBuilder Builder() => new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithAudits(AuditDepth.None);
}
