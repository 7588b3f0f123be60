using System.Security.Cryptography;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using Google.Protobuf;

namespace CovidClassifier.Search;

/// <summary>Trains and scores recipes on parts of one dataset. Pixels, features and activations are computed once and shared by all trials. Owns pixels of other sizes than the setup's.</summary>
/// <param name="setup">The search's own.</param>
/// <param name="networks">What recipes speak of by position.</param>
internal sealed class TrialBench(LearnerSetup setup, IReadOnlyList<Network> networks) : IDisposable
{
    // the share that a training from scratch is stopped by; the library's default
    private const double ValidationShare = 0.15;

    private readonly Dictionary<string, NetworkGraph> _graphs = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Width, int Height), DecodedDataset> _images = [];

    /// <summary>Trains a recipe on images.</summary>
    /// <param name="recipe">What and how.</param>
    /// <param name="training">Images to learn from.</param>
    /// <param name="validation">Images that decide which epoch is best; where there are none, a recipe that needs some takes them, by patient, from the training images.</param>
    /// <param name="seed">Order, augmentation and dropout come from it.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public LearnedNetwork Train(
        TrialRecipe recipe, XRayDataset training, XRayDataset validation, Seed seed, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        (LearningPlan plan, NetworkGraph graph) = Open(recipe);
        DecodedDataset images = Images(graph, progress, cancellationToken);
        var own = new LearnerSetup(graph, images, Options(recipe, plan.Defaults), Augmentation(recipe), setup.Memory, setup.Seed, progress);
        using IPreparedLearner prepared = plan.Prepare(own, cancellationToken);
        if (plan.NeedsValidation && validation.Count == 0)
        {
            DatasetSplit split = training.Split(ValidationShare, test: 0, (long)seed.For("validation").Value);
            (training, validation) = (split.Training, split.Validation);
        }

        return prepared.Train(new LearnerTask(training, validation, seed), cancellationToken) with { Images = images };
    }

    /// <summary>Side of the square that a recipe's network takes.</summary>
    public int InputSize(TrialRecipe recipe) => Open(recipe).Graph.Width;

    /// <summary>Hash of the networks with their first weights.</summary>
    public string Fingerprint() => string.Join(' ', networks.Select((n, i) => Convert.ToHexString(SHA256.HashData(
        Graph($"{i}", n).Model.ToByteArray()))));

    public void Dispose()
    {
        foreach (DecodedDataset images in _images.Values)
        {
            images.Dispose();
        }
    }

    private (LearningPlan Plan, NetworkGraph Graph) Open(TrialRecipe recipe)
    {
        Network basis = networks[recipe.Network];
        string key = $"{recipe.Network}";
        switch (recipe.Mode)
        {
            case LearningMode.FineTuned:
                NetworkGraph graph = Graph(key, basis);
                return (basis.FineTuned(Tuning(recipe, graph)), graph);
            case LearningMode.Frozen:
                LearningPlan frozen = basis.Frozen(HeadOf(recipe), new FreezingOptions { Variants = recipe[Knobs.Augmentation] == Knobs.None ? 1 : 4 });
                return (frozen, Graph(key + " frozen", frozen));
            default:
                Network whole = basis is CustomCnnNetwork ? Network.CustomCnn(recipe.Number(Knobs.Dropout), (int)recipe.Number(Knobs.InputSize)) : basis;
                return (whole, Graph(recipe.IsCnn ? $"{key} {recipe[Knobs.InputSize]} {recipe[Knobs.Dropout]}" : key, whole));
        }
    }

    private NetworkGraph Graph(string key, LearningPlan plan)
    {
        if (!_graphs.TryGetValue(key, out NetworkGraph? graph))
        {
            _graphs[key] = graph = plan.Build(setup.Classes, setup.Seed.For("weights"));
        }

        return graph;
    }

    private DecodedDataset Images(NetworkGraph graph, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        if ((graph.Width, graph.Height) == (setup.Network.Width, setup.Network.Height))
        {
            return setup.Images;
        }

        if (!_images.TryGetValue((graph.Width, graph.Height), out DecodedDataset? images))
        {
            _images[(graph.Width, graph.Height)] = images = DecodedDataset.Decode(
                setup.Images.Dataset, graph.Width, graph.Height, setup.Memory, progress, cancellationToken);
        }

        return images;
    }

    private static FineTuningOptions Tuning(TrialRecipe recipe, NetworkGraph graph) => new()
    {
        Cut = recipe[Knobs.Cut] == Knobs.Standard ? null : StageCutPoints.Tensor(graph, recipe[Knobs.Cut]),
        HeadDropout = recipe.Number(Knobs.Dropout),
        PretrainedRate = recipe.Number(Knobs.PretrainedRate),
        Variants = (int)recipe.Number(Knobs.Variants),
    };

    private static Head HeadOf(TrialRecipe recipe)
    {
        double l2 = recipe.Number(Knobs.L2);
        return recipe[Knobs.Head] switch
        {
            "svm" => Head.LinearSvm(l2),
            "sdca" => Head.Sdca(l2),
            _ => Head.MaximumEntropy(l2),
        };
    }

    private TrainingOptions Options(TrialRecipe recipe, TrainingOptions defaults)
    {
        TrainingOptions options = defaults with
        {
            Threads = setup.Options.Threads,
            BatchSize = setup.Options.BatchSize,
            ClassWeighting = recipe[Knobs.Classes] == Knobs.Balanced ? ClassWeighting.Balanced : ClassWeighting.None,
        };
        return recipe.Mode switch
        {
            LearningMode.Frozen => options,
            LearningMode.FineTuned => options with
            {
                Epochs = (int)recipe.Number(Knobs.Epochs),
                LearningRate = recipe.Number(Knobs.Rate),
                LabelSmoothing = recipe.Number(Knobs.Smoothing),
                Optimizer = new AdamOptimizer { WeightDecay = recipe.Number(Knobs.Decay) },
            },
            _ => options with { LearningRate = recipe.Number(Knobs.Rate), LabelSmoothing = recipe.Number(Knobs.Smoothing) },
        };
    }

    private static AugmentationOptions Augmentation(TrialRecipe recipe) => recipe[Knobs.Augmentation] switch
    {
        Knobs.Study => AugmentationOptions.Study,
        Knobs.Mild => AugmentationOptions.None.Rotate(5).Zoom(0.1).FlipHorizontally().Brightness(0.8, 1.2),
        _ => AugmentationOptions.None,
    };
}
