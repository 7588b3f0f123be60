using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Search.Recipes;
using Google.Protobuf;

namespace CovidClassifier.Search;

/// <summary>
/// Trains and scores recipes on parts of one dataset. Pixels, features and activations are computed once and shared by all trials. Owns pixels of other sizes
/// than the setup's.
/// </summary>
/// <param name="setup">The search's own.</param>
internal sealed class TrialBench(LearnerSetup setup) : IDisposable
{
    // the share that a training from scratch is stopped by; the library's default
    private const double ValidationShare = 0.15;

    private readonly Dictionary<(Network Network, string Key), NetworkGraph> _graphs = [];
    private readonly Dictionary<(int Width, int Height), DecodedDataset> _images = [];

    /// <summary>Trains a recipe on images.</summary>
    /// <param name="recipe">What and how.</param>
    /// <param name="training">Images to learn from.</param>
    /// <param name="validation">Images that decide which epoch is best; where there are none, a recipe that needs some takes them, by patient, from the
    /// training images.</param>
    /// <param name="seed">Order, augmentation and dropout come from it.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <param name="hurry">Changes the options of a plan that learns by epochs; null: they stay.</param>
    public LearnedNetwork Train(
        TrialRecipe recipe,
        XRayDataset training,
        XRayDataset validation,
        Seed seed,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken,
        Func<TrainingOptions, TrainingOptions>? hurry = null)
    {
        LearningPlan plan = Plan(recipe);
        NetworkGraph graph = Graph(recipe, plan);
        DecodedDataset images = Images(graph, progress, cancellationToken);
        RecipeSettings settings = recipe.Settings(
            plan.Defaults with { Threads = setup.Options.Threads, BatchSize = setup.Options.BatchSize, Provider = setup.Options.Provider });
        TrainingOptions options = hurry?.Invoke(settings.Options) ?? settings.Options;
        var own = new LearnerSetup(graph, images, options, settings.Augmentation, setup.Memory, setup.Seed, progress)
        {
            Cache = setup.Cache,
        };
        using IPreparedLearner prepared = plan.Prepare(own, cancellationToken);
        if (plan.NeedsValidation && validation.Count == 0)
        {
            DatasetSplit split = training.Split(ValidationShare, test: 0, (long)seed.For("validation").Value);
            (training, validation) = (split.Training, split.Validation);
        }

        return prepared.Train(new LearnerTask(training, validation, seed), cancellationToken) with { Images = images };
    }

    /// <summary>Side of the square that a recipe's network takes.</summary>
    public int InputSize(TrialRecipe recipe) => Graph(recipe, Plan(recipe)).Width;

    /// <summary>A network as it is, with its first weights.</summary>
    public byte[] Bytes(Network network) => Graph(network).Model.ToByteArray();

    public void Dispose()
    {
        foreach (DecodedDataset images in _images.Values)
        {
            images.Dispose();
        }
    }

    private LearningPlan Plan(TrialRecipe recipe) => recipe.Family.Plan(recipe.Settings(setup.Options), () => Graph(recipe.Network));

    private NetworkGraph Graph(TrialRecipe recipe, LearningPlan plan) => Graph(recipe.Network, recipe.Family.GraphKey(recipe), plan);

    private NetworkGraph Graph(Network network) => Graph(network, key: "", network);

    private NetworkGraph Graph(Network network, string key, LearningPlan plan)
    {
        if (!_graphs.TryGetValue((network, key), out NetworkGraph? graph))
        {
            _graphs[(network, key)] = graph = plan.Build(setup.Classes, setup.Seed.For("weights"));
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
                setup.Images.Dataset, graph.Width, graph.Height, setup.Memory, progress, cancellationToken, setup.Cache);
        }

        return images;
    }
}
