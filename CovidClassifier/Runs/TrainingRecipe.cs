using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CovidClassifier.Auditing;
using CovidClassifier.Augmentation;
using CovidClassifier.AutoMl;
using CovidClassifier.Data;
using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging;
using CovidClassifier.Plumbing;
using CovidClassifier.Training;
using CovidClassifier.Transfer;
using Microsoft.ML;

namespace CovidClassifier.Runs;

/// <summary>The builder's choices, gathered; a training takes a copy, so that later verbs leave it alone.</summary>
internal sealed record TrainingRecipe
{
    /// <summary>The choice that plays no part in a cross-validation.</summary>
    public const string TestShareKey = "testShare";

    public required int Seed { get; init; }

    public XRayDataset? Dataset { get; set; }

    public double ValidationShare { get; set; } = 0.15;

    public double TestShare { get; set; } = 0.2;

    public AugmentationOptions Augmentation { get; set; } = AugmentationOptions.None;

    /// <summary>The caller's; null: none.</summary>
    public Network? ChosenNetwork { get; set; }

    /// <summary>A trainer of ML.NET; null: none.</summary>
    public Func<MLContext, IEstimator<ITransformer>>? Trainer { get; set; }

    public int TrainerImageSide { get; set; }

    /// <summary>What is trained.</summary>
    public Network Network
    {
        get => Trainer is null ? ChosenNetwork ?? Network.CustomCnn()
            : ChosenNetwork is FrozenNetwork frozen ? frozen.Basis.Frozen(Head.OfTrainer(Trainer, takesPicture: false), frozen.Options)
            : new PictureNetwork(TrainerImageSide).Frozen(Head.OfTrainer(Trainer, takesPicture: true), new Freezing { Features = PictureNetwork.GrayLevels });
        init => ChosenNetwork = value;
    }

    /// <summary>The caller's changes to the learner's own options, in order.</summary>
    public IReadOnlyList<Func<TrainingOptions, TrainingOptions>> OptionChanges { get; set; } = [];

    /// <summary>The network with its first weights, tried on the execution provider that will run it.</summary>
    /// <exception cref="NetworkException">The network cannot be trained, or the provider is absent or differs from the CPU.</exception>
    public NetworkGraph Build()
    {
        NetworkGraph network = Network.Build(Dataset!.ClassNames.Count, Root.For("weights"));
        ProviderSelfTest.Require(network.Model, NetworkGraph.Logits, Probabilities.Of, Options.Provider);
        return network;
    }

    /// <summary>How the network learns.</summary>
    public ILearner Learner => Network is ExploredNetwork explored ? explored.Learner : Learners.Of(Network);

    public TrainingOptions Options => OptionChanges.Aggregate(Learner.Defaults, (options, change) => change(options));

    public string? PositiveLabel { get; set; }

    public CalibrationKind Calibration { get; set; } = CalibrationKind.Temperature;

    public Threshold Threshold { get; set; } = Threshold.At(0.5);

    public CheckpointFolder? Checkpoints { get; set; }

    /// <summary>What is asked of the data beside the training.</summary>
    public AuditDepth Audits { get; set; } = AuditDepth.Files;

    /// <summary>The same without what trains a network, for where there is no one network.</summary>
    public AuditDepth FileAudits => Audits == AuditDepth.None ? AuditDepth.None : AuditDepth.Files;

    /// <summary>Whether models that are not kept tell where they looked.</summary>
    public bool HeatMaps { get; set; }

    public long ImageMemory { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>Where features of frozen networks are kept from run to run; null: nowhere.</summary>
    public string? FeatureFolder { get; set; }

    /// <summary>Where everything random comes from.</summary>
    public Seed Root => new((ulong)Seed);

    /// <summary>The class name that <see cref="PositiveLabel"/>, or COVID-19, stands for in the dataset; null where there is none.</summary>
    public string? PositiveClass => Dataset?.ClassNames.FirstOrDefault(c => LabelTable.AreSame(c, PositiveLabel ?? LabelTable.Covid19));

    /// <summary>Reports everything that is missing at once.</summary>
    public void Validate()
    {
        var missing = new List<string>();
        if (Dataset is null)
        {
            missing.Add("no data are given (WithData)");
        }
        else if (PositiveClass is null)
        {
            missing.Add(PositiveLabel is null
                ? $"no class of {string.Join(", ", Dataset.ClassNames)} is {LabelTable.Covid19}, so the positive one must be named (WithPositiveLabel)"
                : $"the positive label '{PositiveLabel}' is not one of the classes {string.Join(", ", Dataset.ClassNames)} (WithPositiveLabel)");
        }

        if (Calibration == CalibrationKind.Platt && Dataset is { ClassNames.Count: > 2 })
        {
            missing.Add($"Platt's calibration is for two classes, got {Dataset.ClassNames.Count}: choose temperature scaling (WithCalibration)");
        }

        if (Checkpoints is not null && !Learner.LearnsByEpochs)
        {
            missing.Add("a head on frozen features is trained in one go, so that there are no checkpoints to keep (WithCheckpoints)");
        }

        if (Trainer is not null && ChosenNetwork is not (null or FrozenNetwork))
        {
            missing.Add($"a trainer learns from the features of a frozen network or, where no network is chosen, from images, but {ChosenNetwork.Title} is to be trained itself (WithTrainer, WithNetwork)");
        }

        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"Training cannot start: {string.Join("; ", missing)}.");
        }

        Dataset!.RequireTwoClasses("training");
    }

    /// <summary>Every choice that decides the result, by name, for the model card.</summary>
    public IReadOnlyDictionary<string, string> Describe()
    {
        var choices = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["augmentation"] = Augmentation.Description,
            ["calibration"] = CardDecision.NameOf(Calibration),
            ["classWeighting"] = Options.ClassWeighting == ClassWeighting.Balanced ? "balanced" : "none",
            [TestShareKey] = Text(TestShare),
            ["threshold"] = Threshold.Description,
            ["validationShare"] = Text(ValidationShare),
        };
        foreach ((string name, string value) in Learner.Choices.Concat(Learner.LearnsByEpochs ? DescribeEpochs() : []))
        {
            choices[name] = value;
        }

        return choices;
    }

    /// <summary>One hash over the choices, the network with its first weights, and the images: a checkpoint of another is refused.</summary>
    public string Fingerprint(NetworkGraph network, IEnumerable<string> images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Add($"seed {Text(Seed)}");
        Add(typeof(TrainingRecipe).Assembly.GetName().Version!.ToString());
        foreach ((string name, string value) in Describe())
        {
            Add($"{name} {value}");
        }

        hash.AppendData(Google.Protobuf.MessageExtensions.ToByteArray(network.Model));
        foreach (string image in images)
        {
            Add(image);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

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

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
