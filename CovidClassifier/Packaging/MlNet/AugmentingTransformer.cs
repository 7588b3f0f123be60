using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>Turns a view of images into a view of more images; used while training, never saved.</summary>
internal sealed class AugmentingTransformer(string output, string input, AugmentationRecipe recipe) : ITransformer
{
    public bool IsRowToRowMapper => false;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        DataViewSchema.Column images = Images(inputSchema);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumn(output, images.Type);
        return builder.ToSchema();
    }

    public IDataView Transform(IDataView input) => new AugmentedView(input, GetOutputSchema(input.Schema), Images(input.Schema), recipe);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException(
        "AugmentXRays makes several rows of one, so it cannot be part of a prediction engine; vary the training data only, or take " +
            "GetModelFor(TransformerScope.Scoring).");

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new InvalidOperationException(
        "AugmentXRays varies training images and cannot be saved with a model; vary the training data before the pipeline is fitted, or save " +
            "GetModelFor(TransformerScope.Scoring).");

    private DataViewSchema.Column Images(DataViewSchema schema)
    {
        DataViewSchema.Column images = schema.GetColumnOrNull(input)
            ?? throw new ArgumentException($"AugmentXRays needs the column '{input}'; the data has: {string.Join(", ", schema.Select(c => c.Name))}.");
        bool encoded = images.Type is VectorDataViewType { IsKnownSize: false } vector && vector.ItemType == NumberDataViewType.Byte;
        return encoded || images.Type is ImageDataViewType
            ? images
            : throw new ArgumentException(
                $"AugmentXRays needs images in column '{input}', MLImage or the bytes of image files as a vector of no fixed length; it has {images.Type}.");
    }
}
