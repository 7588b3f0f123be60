namespace CovidClassifier.Console.Options;

/// <summary>Which network to train, and how much of it.</summary>
/// <param name="Network">cnn, a backbone's name, or an .onnx file; several joined by '+' are an ensemble.</param>
/// <param name="Mode">scratch, frozen or finetune.</param>
internal sealed record NetworkChoices(string Network, string Mode)
{
    /// <summary>Word for the study's CNN.</summary>
    public const string CnnName = "cnn";

    /// <summary>Trains all weights from their present values.</summary>
    public const string Scratch = "scratch";

    /// <summary>Leaves the network as it is and trains a head on its features.</summary>
    public const string Frozen = "frozen";

    /// <summary>Trains the network's last blocks.</summary>
    public const string FineTune = "finetune";

    /// <summary>By name; null: what the file or the catalogue says.</summary>
    public string? Preprocessing { get; init; }

    /// <summary>Side of the images; null: the network's own.</summary>
    public int? InputSize { get; init; }

    /// <summary>Of the CNN; null: its default.</summary>
    public double? Dropout { get; init; }

    /// <summary>A backbone's file, or the folder that holds it; null: the cache.</summary>
    public string? Weights { get; init; }

    /// <summary>Frozen: by name; null: the default head.</summary>
    public string? Head { get; init; }

    /// <summary>Frozen: the tensor of features; null: the penultimate.</summary>
    public string? Features { get; init; }

    /// <summary>Finetune: where the network is cut; null: the default place.</summary>
    public string? Cut { get; init; }

    /// <summary>Finetune: units of a layer before the last one; null: there is none.</summary>
    public int? HiddenUnits { get; init; }

    /// <summary>Frozen and finetune: variants per image; null: the default number.</summary>
    public int? Variants { get; init; }

    /// <summary>From how many seeds each network is trained; their mean is the model.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Words of the views that a model averages over, beside the image as it is.</summary>
    public IReadOnlyList<string> Views { get; init; } = [];

    /// <summary>The study's CNN.</summary>
    public static NetworkChoices Cnn { get; } = new(CnnName, Scratch);

    /// <summary>The networks that a word of the command line names: parts between '+', or a file whose own name has one.</summary>
    public static string[] Names(string word) => File.Exists(word) ? [word] : word.Split('+', StringSplitOptions.TrimEntries);

    /// <summary>Refuses an ensemble whose members would be one network several times: a head draws nothing at random on images that are not varied.</summary>
    /// <param name="augment">How images are varied; null: they are not, where a head is trained.</param>
    /// <exception cref="UsageException">It would.</exception>
    public void RequireDifferentMembers(AugmentationOptions? augment)
    {
        bool drawsNothing = Mode == Frozen && Head is null or "maxent" or "mean" && augment is null or { IsIdentity: true };
        string? twice = Names(Network).GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(n => n.Count() > 1)?.Key;
        if (drawsNothing && (twice is not null || Members > 1))
        {
            throw new UsageException(
                (twice is null ? FormattableString.Invariant($"--members {Members} trains each network {Members} times, and frozen all would be the same, ")
                    : $"--network '{Network}' names {twice} twice, and frozen both would be the same network, ")
                + $"because training its head draws nothing at random. Give --mode {FineTune}, or --augment study.");
        }
    }

    public LearningPlan Open()
    {
        LearningPlan[] plans = [.. Names(Network).SelectMany(name => Enumerable.Repeat(Adapt(Load(name)), Members))];
        return plans.Length == 1 ? plans[0] : LearningPlan.Ensemble(plans);
    }

    private LearningPlan Adapt(Network network) => AsItIs(network).WithViews(
        Views.Aggregate(ScoringViews.None, (views, word) => views | Enum.Parse<ScoringViews>(word, ignoreCase: true)));

    private LearningPlan AsItIs(Network network) => Mode switch
    {
        Frozen => network.Frozen(Head is null ? null : CovidClassifier.Head.Parse(Head), new FreezingOptions { Features = Features, Variants = Variants }),
        FineTune => network.FineTuned(Tuning(new FineTuningOptions { Cut = Cut, HiddenUnits = HiddenUnits ?? 0 })),
        _ => network,
    };

    private FineTuningOptions Tuning(FineTuningOptions options) => Variants is { } variants ? options with { Variants = variants } : options;

    private Network Load(string name)
    {
        Network network = OfItsOwnSize(name);
        return InputSize is { } side ? network.WithInputSize(side) : network;
    }

    private Network OfItsOwnSize(string name)
    {
        Preprocessing? preprocessing = Preprocessing is null ? null : CovidClassifier.Preprocessing.Parse(Preprocessing);
        return name == CnnName ? (Dropout is { } dropout ? CovidClassifier.Network.CustomCnn(dropout) : CovidClassifier.Network.CustomCnn())
            : !NetworkOptions.Backbones.Contains(name) ? CovidClassifier.Network.FromOnnx(name, preprocessing, InputSize)
            : Weights is null ? Backbone.Parse(name)
            : Backbone.Parse(name).WithWeights(Weights, preprocessing);
    }
}
