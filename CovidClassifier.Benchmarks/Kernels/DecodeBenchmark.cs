using BenchmarkDotNet.Attributes;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Decoding;
using SkiaSharp;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>
/// A picture of 1024 x 1024 from its encoded bytes to gray 256 x 256, on one core. The picture is soft patches under noise, which compresses about as an X-ray
/// does.
/// </summary>
public class DecodeBenchmark
{
    private const int Source = 1024;
    private const int Target = 256;

    private readonly byte[] _jpeg = Encode(SKEncodedImageFormat.Jpeg);
    private readonly byte[] _png = Encode(SKEncodedImageFormat.Png);

    [Benchmark]
    public int Jpeg() => XRayDecoder.Decode(_jpeg, Target, Target).Pixels.Length;

    [Benchmark]
    public int Png() => XRayDecoder.Decode(_png, Target, Target).Pixels.Length;

    private static byte[] Encode(SKEncodedImageFormat format)
    {
        RandomStream random = new Seed(1).Open();
        var pixels = new byte[Source * Source];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Source);
            pixels[i] = (byte)(120 + 80 * Math.Sin(x / 90.0) * Math.Cos(y / 130.0) + random.Below(8));
        }

        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(Source, Source, SKColorType.Gray8, SKAlphaType.Opaque), pixels);
        using SKData data = image.Encode(format, 92);
        return data.ToArray();
    }
}
