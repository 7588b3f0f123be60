using System.Diagnostics;
using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>The study's augmentation of images of 256 x 256, on one core.</summary>
internal sealed class Augmentations : IContender
{
    private const int Side = 256;
    private const int Images = 2_000;

    private readonly byte[] _source = Noise.Bytes(Side * Side, new Seed(1));
    private readonly float[] _varied = new float[Side * Side];
    private int _image;

    public double Measure()
    {
        Vary(Images / 10);
        long began = Stopwatch.GetTimestamp();
        Vary(Images);
        return Images / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public void Dispose()
    {
        // nothing native
    }

    private void Vary(int images)
    {
        for (int i = 0; i < images; i++)
        {
            AugmentationDraw draw = AugmentationDraw.Draw(AugmentationOptions.Study, new Seed(1), epoch: 1, _image++, copy: 0);
            Augmenter.Apply(_source, Side, Side, draw, _varied.AsSpan());
        }
    }
}
