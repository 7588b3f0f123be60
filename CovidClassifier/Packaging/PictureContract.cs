using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Transfer.Heads;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace CovidClassifier.Packaging;

/// <summary>The step from a square of <c>pixels</c> to a PNG file of them, for trainers that learn from images. The name is in saved files and never changes.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class PictureContract : CustomMappingFactory<PictureContract.Square, PictureContract.Picture>
{
    private const string Name = "CovidClassifier.Picture";

    public static IEstimator<ITransformer> Estimator(MLContext context) => context.Transforms.CustomMapping(new PictureContract().GetMapping(), Name);

    public override Action<Square, Picture> GetMapping() => (square, picture) =>
    {
        int side = (int)Math.Round(Math.Sqrt(square.Pixels.Length));
        picture.Image = GrayPicture.Png(Array.ConvertAll(square.Pixels, gray => (byte)gray), side, side);
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
