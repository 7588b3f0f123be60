namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Trains the study's CNN through the builder, study augmentation included; images per second of the epochs after the first.</summary>
internal sealed class CnnTraining : IContender
{
    private const int Images = 256;
    private const int Epochs = 6;

    private readonly XRayDataset _dataset = BenchmarkData.XRays(Images, "COVID-19", "Normal");

    public double Measure()
    {
        using CovidModel model = new CovidModelBuilder(seed: 1)
            .WithData(_dataset)
            .WithSplit(validation: 0, test: 0)
            .WithAugmentation(AugmentationOptions.Study)
            .WithNetwork(Network.CustomCnn())
            .WithTraining(t => t with { Epochs = Epochs })
            .Train();
        return EpochRate.Median(model, Images);
    }

    public void Dispose()
    {
        // nothing is kept between measurements
    }
}
