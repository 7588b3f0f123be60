using System.Diagnostics;

namespace CovidClassifier.Benchmarks.Growth;

/// <summary>The work whose cost is measured, each amount in a process of its own.</summary>
internal static class GrowthWork
{
    /// <summary>Training alone, without the audits of files that it would begin with.</summary>
    public const string Train = "train";

    /// <summary>Training as it is by default.</summary>
    public const string TrainAudited = "train-audited";

    public const string Score = "score";

    /// <summary>What decoded images may take in memory while training; more goes to a temporary file.</summary>
    public const int ImageMemoryMegabytes = 64;

    /// <summary>Passes over the training images.</summary>
    public const int Epochs = 3;

    /// <param name="work"><see cref="Train"/>, <see cref="TrainAudited"/> or <see cref="Score"/>.</param>
    /// <param name="folder">Phantoms, a folder per class.</param>
    /// <param name="images">How many; above the number of files, they come again and again.</param>
    public static GrowthResult Do(string work, string folder, int images)
    {
        using var memory = new PeakMemory();
        long began = Stopwatch.GetTimestamp();
        if (work == Score)
        {
            ScoreAll(folder, images);
        }
        else
        {
            TrainOn(folder, images, work == Train ? AuditDepth.None : AuditDepth.Files);
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new GrowthResult(work, images, seconds, memory.Private, memory.Resident);
    }

    private static void TrainOn(string folder, int images, AuditDepth audits)
    {
        XRayDataset all = XRayDataset.FromFolder(folder);
        using CovidModel model = new CovidModelBuilder(seed: 1)
            .WithData(all.Subset("growth", Enumerable.Range(0, images).Select(i => (int)((long)i * all.Count / images))))
            .WithAugmentation(AugmentationOptions.Study)
            .WithNetwork(Network.CustomCnn())
            .WithAudits(audits)
            .WithImageMemory(ImageMemoryMegabytes * 1024L * 1024)
            .WithTraining(t => t with { Epochs = Epochs })
            .Train();
    }

    private static void ScoreAll(string folder, int images)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        using CovidModel model = CovidModel.Load(Project.File("models/covid-cnn.zip"));
        int scored = model.PredictMany(Enumerable.Range(0, images).Select(i => files[i % files.Length])).Count;
        if (scored != images)
        {
            throw new InvalidOperationException($"{scored} of {images} images were scored.");
        }
    }
}
