using System.Diagnostics;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Learning.Features;
using CovidClassifier.Networks;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>
/// MobileNetV2's 1280 features of gray images decoded at 224 x 224, as a frozen training computes them; images per second, loading of the network left out.
/// </summary>
internal sealed class FeatureExtraction : IContender
{
    private const int Images = 512;

    private readonly FeatureGraph _front = FeatureGraph.Of(BenchmarkData.MobileNetV2Classifier());
    private readonly byte[][] _images;

    public FeatureExtraction() => _images = [.. Enumerable.Range(0, 16).Select(i => Noise.Bytes(_front.Width * _front.Height, new Seed(1).For(i)))];

    public double Measure()
    {
        // the first images pay for the session; they start the clock
        int warm = Images / 8;
        long began = 0;
        double sum = 0;
        var gate = new object();
        ParallelInference.Run(
            _front.Model,
            FeatureGraph.Features,
            warm + Images,
            _front.Width,
            _front.Height,
            (entry, pixels) => PixelScale.ToFloats(_images[entry % _images.Length], pixels),
            (_, values) =>
            {
                lock (gate)
                {
                    sum += values[0];
                }
            },
            done => began = done == warm ? Stopwatch.GetTimestamp() : began,
            CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return double.IsFinite(sum) ? Images / seconds : throw new InvalidOperationException("The features are no numbers.");
    }

    public void Dispose()
    {
        // nothing native is kept
    }
}
