using CovidClassifier.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>
/// The step from the graph's text vector <c>PredictedLabels</c> (ML.NET hands each row a vector of one) to the scalar <c>PredictedLabel</c>. The name is in
/// saved files and never changes.
/// </summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class LabelContract : CustomMappingFactory<LabelContract.LabelVector, LabelContract.LabelScalar>
{
    public const string Name = "CovidClassifier.PredictedLabel";

    public static IEstimator<ITransformer> Estimator(MLContext context) => context.Transforms.CustomMapping(new LabelContract().GetMapping(), Name);

    public override Action<LabelVector, LabelScalar> GetMapping() => (vector, scalar) => scalar.PredictedLabel = vector.PredictedLabels[0];

    internal sealed class LabelVector
    {
        [ColumnName(ScoringGraph.PredictedLabels), VectorType(1)]
        public string[] PredictedLabels { get; set; } = [];
    }

    internal sealed class LabelScalar
    {
        [ColumnName("PredictedLabel")]
        public string PredictedLabel { get; set; } = "";
    }
}
