namespace CovidClassifier.Benchmarks.Peers;

/// <summary>
/// Fine-tunes MobileNetV2 from the default cut through the builder, one cached variant per image; images per second of the epochs after the first.
/// </summary>
internal sealed class TailTraining : IContender
{
    private const int Images = 256;
    private const int Epochs = 4;

    private readonly XRayDataset _dataset = BenchmarkData.XRays(Images, "COVID-19", "Normal", "Pneumonia");

    public double Measure()
    {
        using CovidModel model = new CovidModelBuilder(seed: 1)
            .WithData(_dataset)
            .WithSplit(validation: 0, test: 0)
            .WithNetwork(Network.FromOnnx(BenchmarkData.MobileNetV2, Preprocessing.MinusOneOne).FineTuned(new FineTuningOptions { Variants = 1 }))
            .WithTraining(t => t with { Epochs = Epochs })
            .Train();
        return EpochRate.Median(model, Images);
    }

    public void Dispose()
    {
        // nothing is kept between measurements
    }
}
