using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;
using CovidClassifier.Packaging.MlNet;
using Microsoft.ML;

namespace CovidClassifier;

/// <summary>This library's augmentation for anyone's ML.NET pipeline.</summary>
public static class AugmentationCatalog
{
    /// <summary>
    /// Makes round(N x <paramref name="factor"/>) rows of N (84 x 2.881 gives 242): each row and then its varied copies, the other columns, the label among
    /// them, carried along. The first copy of each image is the image itself; the others are gray, of the same size, varied with the meaning of Keras'
    /// <c>ImageDataGenerator</c>.
    /// </summary>
    /// <remarks>
    /// For training data only; it must not act when images are scored, and it cannot be saved. Either vary the training data first:
    /// <code>
    /// IDataView varied = mlContext.Transforms.AugmentXRays("Image", "Image", AugmentationOptions.Study, factor: 2.881, seed:
    /// 7).Fit(training).Transform(training); ITransformer model = pipeline.Fit(varied);
    /// </code>
    /// or mark it as a step of training: the fitted chain then scores without it, and <c>GetModelFor</c> leaves it out of what is saved:
    /// <code>
    /// var pipeline = new EstimatorChain&lt;ITransformer&gt;()
    ///     .Append(mlContext.Transforms.AugmentXRays("Image", "Image", AugmentationOptions.Study, factor: 2.881, seed: 7), TransformerScope.Training)
    ///     .Append(...);
    /// ITransformer model = pipeline.Fit(training).GetModelFor(TransformerScope.Scoring);
    /// </code>
    /// Lazy: rows are made as they are read, in the order of the input, and are the same in every pass and on every number of threads. The rows of the input
    /// are counted once per pass where the input does not know their number. To decode and vary once only, append a cache checkpoint.
    /// <list type="table">
    /// <listheader><term>input column</term><description>output column</description></listheader>
    /// <item><term>vector of <see cref="byte"/> of any length: an image file (<c>LoadRawImageBytes</c>, <c>ImageSource</c>)</term><description>the same; varied
    /// copies are gray PNG files</description></item>
    /// <item><term><see cref="Microsoft.ML.Data.MLImage"/> (<c>LoadImages</c>)</term><description>the same; varied copies have R = G = B</description></item>
    /// </list>
    /// </remarks>
    /// <param name="catalog">The pipeline's <c>mlContext.Transforms</c>.</param>
    /// <param name="outputColumnName">The column made; may be <paramref name="inputColumnName"/>, which it then replaces.</param>
    /// <param name="inputColumnName">The column of images.</param>
    /// <param name="options">Ranges of the variations.</param>
    /// <param name="factor">Rows made per row of the input, on average; 1 or more.</param>
    /// <param name="seed">Chooses the images that have one copy more, and each copy's variation.</param>
    /// <exception cref="ArgumentException">A column name is blank, or the brightness range is upside down.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is below 1 or not finite.</exception>
    public static IEstimator<ITransformer> AugmentXRays(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, AugmentationOptions options, double factor, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _ = new AugmentationPlan(images: 0, factor, new Seed((ulong)seed));
        var transformer = new AugmentingTransformer(outputColumnName, inputColumnName, new AugmentationRecipe(options, factor, new Seed((ulong)seed)));

        // the shape of a copied column is the shape of a varied one, and only ML.NET itself can make a shape
        return new AugmentingEstimator(transformer, catalog.CopyColumns(outputColumnName, inputColumnName).GetOutputSchema);
    }
}
