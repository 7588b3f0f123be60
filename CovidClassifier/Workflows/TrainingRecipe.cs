using System.Globalization;
using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Checkpoints;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Workflows;

/// <summary>
/// One run's choices, resolved: what is trained, how, on what. Every run takes one; nothing in it is worked out twice, and none of the caller's functions is
/// left in it.
/// </summary>
internal sealed record TrainingRecipe
{
    /// <summary>The choice that plays no part in a cross-validation.</summary>
    public const string TestShareKey = "testShare";

    /// <summary>As <see cref="TestShareKey"/>, and there only where the dataset's own split is used.</summary>
    public const string SplitKey = "split";

    public required long Seed { get; init; }

    public required XRayDataset Dataset { get; init; }

    /// <summary>The dataset's name of the class that sensitivity and threshold refer to.</summary>
    public required string PositiveClass { get; init; }

    /// <summary>Whether the dataset's own parts are used.</summary>
    public required SplitOrigin SplitOrigin { get; init; }

    public required double ValidationShare { get; init; }

    public required double TestShare { get; init; }

    public required AugmentationOptions Augmentation { get; init; }

    /// <summary>What is trained, and how it learns.</summary>
    public required LearningPlan Plan { get; init; }

    public required TrainingOptions Options { get; init; }

    public required CalibrationKind Calibration { get; init; }

    public required Threshold Threshold { get; init; }

    /// <summary>The share of each class that prediction sets promise to hold; null: the usual one, where the images are enough.</summary>
    public double? SetLevel { get; init; }

    /// <summary>Null: none are kept.</summary>
    public CheckpointPlace? Checkpoints { get; init; }

    /// <summary>Where folds of a cross-validation are kept; null: nowhere.</summary>
    public FoldPlace? Folds { get; init; }

    /// <summary>What is asked of the data beside the training.</summary>
    public required AuditDepth Audits { get; init; }

    /// <summary>Whether models that are not kept tell where they looked.</summary>
    public bool HeatMaps { get; init; }

    public required long ImageMemory { get; init; }

    /// <summary>Keeps decoded images, features and activations from run to run; null: nothing does.</summary>
    public FeatureCache? Cache { get; init; }

    /// <summary>Whether each source is left out once, to measure on.</summary>
    public bool LeavesSourcesOut => SplitOrigin == SplitOrigin.LeaveOneSourceOut;

    /// <summary>Where everything random comes from.</summary>
    public Seed Root => new((ulong)Seed);

    /// <summary>The network with its first weights, tried on the execution provider that will run it.</summary>
    /// <exception cref="NetworkException">The network cannot be trained, or the provider is absent or differs from the CPU.</exception>
    public NetworkGraph Build()
    {
        NetworkGraph network = Plan.Build(Dataset.ClassNames.Count, Root.For("weights"));
        ProviderSelfTest.Require(network.Model, NetworkGraph.Logits, Probabilities.Of, Options.Provider);
        return network;
    }

    /// <summary>A dataset at the network's size.</summary>
    /// <param name="dataset">This recipe's, or a part of it.</param>
    /// <param name="network">Of <see cref="Build"/>.</param>
    /// <param name="progress">Told of each image, or null.</param>
    /// <param name="cancellationToken">Looked at between rows of every image.</param>
    /// <exception cref="DatasetException">Images cannot be read, and the dataset does not allow problems.</exception>
    public DecodedDataset Decode(
        XRayDataset dataset, NetworkGraph network, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken) =>
        DecodedDataset.Decode(dataset, network.Width, network.Height, ImageMemory, progress, cancellationToken, Cache);

    /// <summary>What the plan is prepared with.</summary>
    /// <param name="network">Of <see cref="Build"/>.</param>
    /// <param name="images">Decoded at the network's size; not owned.</param>
    /// <param name="progress">Told of each step, or null.</param>
    public LearnerSetup Setup(NetworkGraph network, DecodedDataset images, IProgress<TrainingProgress>? progress) =>
        new(network, images, Options, Augmentation, ImageMemory, Root, progress) { Cache = Cache };

    /// <summary>Every choice that decides the result, by name, for the model card.</summary>
    public IReadOnlyDictionary<string, string> Describe()
    {
        var choices = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["augmentation"] = Augmentation.Description,
            ["calibration"] = CardDecision.NameOf(Calibration),
            ["classWeighting"] = Options.ClassWeighting switch
            {
                ClassWeighting.Balanced => "balanced",
                ClassWeighting.BalancedBySource => "balanced by source",
                _ => "none",
            },
            [TestShareKey] = Text(TestShare),
            ["threshold"] = Threshold.Description,
            ["validationShare"] = Text(ValidationShare),
        };
        if (LeavesSourcesOut)
        {
            choices[SplitKey] = "each source left out once";
            choices.Remove(TestShareKey);
        }
        else if (SplitOrigin != SplitOrigin.New && Dataset.HasGivenSplit)
        {
            choices[SplitKey] = "the dataset's own";
        }

        foreach ((string name, string value) in Plan.Choices.Concat(Plan.LearnsByEpochs ? DescribeEpochs().Concat(DescribeShortcuts()) : []))
        {
            choices[name] = value;
        }

        return choices;
    }

    /// <summary>What a checkpoint of this training must have.</summary>
    /// <param name="network">With its first weights.</param>
    /// <param name="images">Pixels, label and patient of each.</param>
    public Fingerprint Fingerprint(NetworkGraph network, IEnumerable<string> images) => Foundation.Fingerprint.Of(
        $"{Options.Provider}",
        [.. Describe(), KeyValuePair.Create("seed", Text(Seed)), KeyValuePair.Create("positiveLabel", PositiveClass)],
        [network.Model.ToByteArray()],
        images);

    private Dictionary<string, string> DescribeEpochs() => new(StringComparer.Ordinal)
    {
        ["averagedEpochs"] = Text(Options.AveragedEpochs),
        ["batchSize"] = Text(Options.BatchSize),
        ["epochs"] = Text(Options.Epochs),
        ["gradientNormLimit"] = Options.GradientNormLimit is { } limit ? Text(limit) : "none",
        ["labelSmoothing"] = Text(Options.LabelSmoothing),
        ["learningRate"] = Text(Options.LearningRate),
        ["optimizer"] = Options.Optimizer.Description,
        ["patience"] = Text(Options.Patience),
        ["schedule"] = Options.Schedule.Description,
        ["threads"] = Text(Options.Threads),
    };

    /// <summary>What is done against shortcuts, where anything is: other recipes stay as they were.</summary>
    private Dictionary<string, string> DescribeShortcuts()
    {
        var choices = new Dictionary<string, string>(StringComparer.Ordinal);
        (string, double?)[] given =
        [
            ("averagedFrom", Options.AveragedFrom), ("groupRobustRate", Options.GroupRobustRate),
            ("sourceAdversary", Options.SourceAdversary > 0 ? Options.SourceAdversary : null),
            ("sourceMixup", Options.SourceMixup > 0 ? Options.SourceMixup : null),
        ];
        foreach ((string name, double? value) in given.Where(g => g.Item2 is not null))
        {
            choices[name] = Text(value!.Value);
        }

        return choices;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
