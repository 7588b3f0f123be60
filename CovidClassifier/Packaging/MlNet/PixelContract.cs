using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using Microsoft.ML.Transforms;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>
/// The step from <c>ImageSource</c> to <c>pixels</c> for one input size. ML.NET finds a saved step by its contract name and can hand it nothing else, and the
/// length of a column is an attribute: so each size is a class (<see cref="PixelContracts"/>), which is both the step and the row that the step fills.
/// </summary>
/// <typeparam name="TRow">The size's own class.</typeparam>
internal abstract class PixelContract<TRow>(int size) : CustomMappingFactory<ImageSourceRow, TRow>
    where TRow : PixelContract<TRow>, new()
{
    /// <summary>Gray 0..255, row by row.</summary>
    public abstract float[] Pixels { get; set; }

    public override Action<ImageSourceRow, TRow> GetMapping() => (source, row) =>
    {
        byte[] pixels = XRayDecoder.Decode(source.ImageSource, size, size).Pixels;
        if (row.Pixels.Length != pixels.Length)
        {
            row.Pixels = new float[pixels.Length];
        }

        PixelScale.ToFloats(pixels, row.Pixels);
    };
}
