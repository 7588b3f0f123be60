using CovidClassifier.Imaging;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Images as what a graph takes: <see cref="NetworkGraph.Pixels"/>.</summary>
internal static class PixelInput
{
    /// <param name="images">One or more, all of the network's input size.</param>
    /// <returns>Owned by the caller.</returns>
    public static NamedValues Of(params IReadOnlyList<GrayImage> images)
    {
        var input = new NamedValues();
        int length = images[0].Pixels.Length;
        Span<float> pixels = input.AddFloats(NetworkGraph.Pixels, images.Count, 1, images[0].Height, images[0].Width);
        for (int i = 0; i < images.Count; i++)
        {
            PixelScale.ToFloats(images[i].Pixels, pixels.Slice(i * length, length));
        }

        return input;
    }
}
