using System.Globalization;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Workflows;

namespace CovidClassifier.Benchmarks.Sources;

/// <summary>
/// The shared data as one dataset whose sources are publishers, COVID-19 against all others, decoded once for each input size. Owns the pixels.
/// </summary>
internal sealed class SourceRig : IDisposable
{
    public const string Positive = "COVID-19";

    /// <summary>MobileNetV2's map before its last block, 7 x 7 x 160.</summary>
    public const string LastBlock = "add9";

    private const int SmallestSource = 20;

    private readonly int _threads;
    private readonly Dictionary<int, DecodedDataset> _decoded = [];

    public SourceRig(int threads)
    {
        _threads = threads;
        XRayDataset merged = XRayDataset.Merge(
        [
            .. new[] { "covid-chestxray-dataset", "darkcovidnet", "covid-19-image-repository" }
                .Select(d => XRayDataset.Open(SharedFolder.Path($"data/{d}"), "auto", new DatasetOptions { AllowProblems = true })),
        ]);
        Dataset = merged.WithJoinedClasses("others", [.. merged.ClassNames.Where(c => c != Positive)]).WithSources(i => i.Publisher, SmallestSource);
    }

    public XRayDataset Dataset { get; }

    /// <summary>Each source left out once.</summary>
    public CrossValidationResult Measure(SourceRecipe recipe, int seed)
    {
        var choices = new BuilderChoices
        {
            Seed = seed,
            Dataset = Dataset,
            SplitOrigin = SplitOrigin.LeaveOneSourceOut,
            Plan = recipe.Plan,
            Augmentation = recipe.Augmentation,
            Audits = AuditDepth.None,
            OptionChanges = [recipe.Options, t => t with { Threads = _threads }],
        };
        TrainingRecipe resolved = choices.Resolve();
        NetworkGraph network = resolved.Build();
        if (!_decoded.TryGetValue(network.Width, out DecodedDataset? decoded))
        {
            _decoded[network.Width] = decoded = DecodedDataset.Decode(Dataset, network.Width, network.Height, resolved.ImageMemory, null, default);
        }

        using IPreparedLearner learner = resolved.Plan.Prepare(resolved.Setup(network, decoded, null), default);
        return new CrossValidationRun(resolved, folds: 0, FoldGrouping.Source, repeats: 1, progress: null).Execute(network, decoded, learner, default);
    }

    public void Dispose()
    {
        foreach (DecodedDataset decoded in _decoded.Values)
        {
            decoded.Dispose();
        }
    }

    public override string ToString() => string.Join(
        '\n',
        [
            $"{Dataset}",
            .. Dataset.Images.GroupBy(i => i.Source).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => string.Create(
                CultureInfo.InvariantCulture, $"{s.Key}: {s.Count(i => i.Label == Positive)} {Positive}, {s.Count(i => i.Label != Positive)} others")),
            .. Dataset.LeftOut.Select(l => string.Create(CultureInfo.InvariantCulture, $"left out: {l.Count} ({l.Reason})")),
            .. Dataset.Warnings,
        ]);
}
