using CovidClassifier.Imaging;
using CovidClassifier.Learning.Heads;
using CovidClassifier.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>
/// The step from a square of <c>pixels</c> to a PNG file of them, for trainers that learn from images. The name is in saved files and never changes.
/// </summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class PngContract : CustomMappingFactory<PngContract.Square, PngContract.Picture>
{
    public const string Name = "CovidClassifier.Picture";

    public static IEstimator<ITransformer> Estimator(MLContext context) => context.Transforms.CustomMapping(new PngContract().GetMapping(), Name);

    public override Action<Square, Picture> GetMapping() => (square, image) =>
    {
        int side = (int)Math.Round(Math.Sqrt(square.Pixels.Length));
        image.Image = PngEncoder.Png(Array.ConvertAll(square.Pixels, gray => (byte)gray), side, side);
    };

    internal sealed class Square
    {
        [ColumnName(NetworkGraph.Pixels)]
        public float[] Pixels { get; set; } = [];
    }

    internal sealed class Picture
    {
        [ColumnName(TrainerColumns.Image)]
        public byte[] Image { get; set; } = [];
    }
}
