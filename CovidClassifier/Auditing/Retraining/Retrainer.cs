using CovidClassifier.Auditing.Context;
using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;

namespace CovidClassifier.Auditing.Retraining;

/// <summary>
/// Trains an audit's network anew on parts of pictures or for other labels, and scores each image by a training without its fold. Folds are by
/// patient, stratified by the labels asked for. Owns the pixels, which it decodes when they are first asked for.
/// </summary>
internal sealed class Retrainer(AuditContext context, AuditNetwork network, long memory, IProgress<AuditProgress>? progress) : IDisposable
{
    /// <summary>Larger datasets are represented by about this many images: whole patients, rare classes whole.</summary>
    public const int MostImages = 2000;

    private readonly IReadOnlyList<int> _sample = AuditSample.Of(context, MostImages);
    private DecodedDataset? _decoded;

    /// <summary>The images that take part, as indices into the context's.</summary>
    public IReadOnlyList<int> Images => _sample;

    /// <summary>What is trained, in words.</summary>
    public string Description => network.Plan.Description;

    /// <summary>Out-of-fold probabilities, a row for each image and a column for each name.</summary>
    /// <param name="audit">Name of the audit, for progress and seed.</param>
    /// <param name="images">Some of <see cref="Images"/>.</param>
    /// <param name="labels">What each image shows: an index of <paramref name="names"/>.</param>
    /// <param name="names">At least two.</param>
    /// <param name="part">What the network may look at.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    /// <returns>Null where the folds leave a training without one of the names: few patients have it.</returns>
    public double[][]? OutOfFold(
        string audit, IReadOnlyList<int> images, int[] labels, IReadOnlyList<string> names, ImagePart part, CancellationToken cancellationToken)
    {
        XRayImage[] originals = [.. images.Select(i => context.Dataset.Images[i])];
        XRayDataset asked = context.Dataset.Relabelled(audit, originals, labels, names);
        int count = context.Options.Folds;
        if (asked.PatientGroups(FoldGrouping.Patient).Count < count)
        {
            return null;
        }

        IReadOnlyList<int> folds = asked.Folds(count, FoldGrouping.Patient, context.Options.Seed);
        if (Enumerable.Range(0, count).Any(f => names.Where((_, n) => !Enumerable.Range(0, asked.Count).Any(i => folds[i] != f && labels[i] == n)).Any()))
        {
            return null;
        }

        Seed seed = context.SeedFor(audit).For(part.ToString());
        NetworkGraph graph = network.Plan.Build(names.Count, seed.For("weights"));
        _decoded ??= Decode(graph, cancellationToken);
        using DecodedDataset pictures = _decoded.For(asked, originals, (pixels, width, height) => ImageMask.Keep(part, pixels, width, height));
        var setup = new LearnerSetup(graph, pictures, network.Options(asked.Count), AugmentationOptions.None, memory, seed, Progress: null);
        using IPreparedLearner learner = network.Plan.Prepare(setup, cancellationToken);
        double[][] probabilities = new double[asked.Count][];
        for (int fold = 0; fold < count; fold++)
        {
            progress?.Report(new AuditProgress(AuditStage.Training, fold, count) { Audit = $"{audit}, {part.ToString().ToLowerInvariant()} pictures" });
            int[] outside = [.. Enumerable.Range(0, asked.Count).Where(i => folds[i] == fold)];
            XRayDataset inside = asked.Subset("training", Enumerable.Range(0, asked.Count).Where(i => folds[i] != fold));
            using LearnedNetwork learned = learner.Train(new LearnerTask(inside, asked.Subset("none", []), seed.For(fold)), cancellationToken);
            IReadOnlyList<float[]> logits = learned.Logits(pictures, asked.Subset("held out", outside), cancellationToken);
            for (int i = 0; i < outside.Length; i++)
            {
                probabilities[outside[i]] = Probabilities.Of(logits[i]);
            }
        }

        progress?.Report(new AuditProgress(AuditStage.Training, count, count) { Audit = $"{audit}, {part.ToString().ToLowerInvariant()} pictures" });
        return probabilities;
    }

    public void Dispose() => _decoded?.Dispose();

    private DecodedDataset Decode(NetworkGraph graph, CancellationToken cancellationToken)
    {
        var relay = new Relay<TrainingProgress, AuditProgress>(progress, p => new AuditProgress(AuditStage.Reading, p.Done, p.Total));
        return DecodedDataset.Decode(context.Dataset.Subset("audited", _sample), graph.Width, graph.Height, memory, relay, cancellationToken);
    }
}
