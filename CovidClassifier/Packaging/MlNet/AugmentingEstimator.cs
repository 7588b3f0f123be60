using Microsoft.ML;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>Nothing is learned: fitting checks the columns and hands out the transformer.</summary>
internal sealed class AugmentingEstimator(AugmentingTransformer transformer, Func<SchemaShape, SchemaShape> outputShape) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => outputShape(inputSchema);
}
