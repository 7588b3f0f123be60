namespace CovidClassifier.Console.Options;

/// <summary>How to split and to train; see the help of <c>covid train</c>.</summary>
internal sealed record FittingChoices
{
    /// <summary>Word for a weighting: every class counts the same.</summary>
    public const string Balanced = "balanced";

    /// <summary>Within a class every source, too.</summary>
    public const string BySource = "by-source";

    public int Seed { get; init; } = 1;

    public double Validation { get; init; } = 0.15;

    public double Test { get; init; } = 0.2;

    /// <summary>Null: what suits the mode (scratch 100, finetune 10).</summary>
    public int? Epochs { get; init; }

    public int Patience { get; init; } = 12;

    public int BatchSize { get; init; } = 32;

    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How training images are varied; null: what suits the mode (scratch: as the study, else not at all).</summary>
    public AugmentationOptions? Augment { get; init; }

    /// <summary>What counts the same in training.</summary>
    public string Weighting { get; init; } = Balanced;

    /// <summary>Step size of group DRO; null: none.</summary>
    public double? GroupDro { get; init; }

    /// <summary>How much a source adversary's gradient counts; null: there is none.</summary>
    public double? SourceAdversary { get; init; }

    /// <summary>Of mixup between sources; null: none.</summary>
    public double? Mixup { get; init; }

    /// <summary>From which share of the epochs on weights are averaged; null: they are not.</summary>
    public double? Swa { get; init; }

    /// <summary>Over how many epochs weights are averaged; null: they are not.</summary>
    public double? Ema { get; init; }

    /// <summary>Share of each label that is spread over all classes; null: what suits the mode.</summary>
    public double? LabelSmoothing { get; init; }

    /// <summary>How the step size changes; null: what suits the mode.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Options that were given and say how many epochs there are, or how large their steps; harmless where there are none.</summary>
    public IReadOnlyList<string> OfEpochs { get; init; } = [];

    /// <summary>Refuses what plays no part in a mode.</summary>
    /// <param name="mode">Of the network that is trained.</param>
    /// <param name="keepsEpochs">Whether <c>--checkpoint</c> was given.</param>
    /// <exception cref="UsageException">Something was given that does not.</exception>
    public void RequireFitting(string mode, bool keepsEpochs = false)
    {
        if (mode == NetworkChoices.Frozen)
        {
            RequireNothingOfEpochs($"--mode {mode}", keepsEpochs);
        }
    }

    /// <summary>Refuses what makes sense for trainings by epochs only, where nothing is trained so.</summary>
    /// <param name="modes">The option and its value that say so.</param>
    /// <param name="keepsEpochs">Whether <c>--checkpoint</c> was given.</param>
    /// <exception cref="UsageException">One of those was given.</exception>
    public void RequireNothingOfEpochs(string modes, bool keepsEpochs = false)
    {
        if ((keepsEpochs ? "--checkpoint" : ForEpochsOnly) is { } option)
        {
            throw new UsageException($"{option} is not for {modes}: a head is trained in one go, not epoch by epoch.");
        }
    }

    /// <summary>Says which of <see cref="OfEpochs"/> play no part, where nothing is trained by epochs; empty where none was given.</summary>
    /// <param name="modes">The option and its value that say so.</param>
    public IReadOnlyList<string> Idle(string modes) => OfEpochs.Count == 0 ? []
        : [$"{string.Join(" and ", OfEpochs)} {(OfEpochs.Count == 1 ? "plays" : "play")} no part with {modes}: a head is trained in one go, not epoch by " +
            "epoch."];

    /// <summary>The first option that was given of those that make sense for trainings by epochs only; null: none was.</summary>
    private string? ForEpochsOnly => GroupDro is not null ? "--group-dro" : SourceAdversary is not null ? "--source-adversary"
        : Mixup is not null ? "--mixup" : Swa is not null ? "--swa" : Ema is not null ? "--ema"
        : LabelSmoothing is not null ? "--label-smoothing" : Schedule is not null ? "--schedule" : null;

    public string Calibration { get; init; } = "temperature";

    /// <summary>The share of each class that prediction sets promise to hold; null: the library's, where the images are enough.</summary>
    public double? SetLevel { get; init; }

    /// <summary>Null: chosen by <see cref="Youden"/> or <see cref="Sensitivity"/>, otherwise 0.5.</summary>
    public double? Threshold { get; init; }

    /// <summary>Chosen for the best sum of sensitivity and specificity.</summary>
    public bool Youden { get; init; }

    /// <summary>Null: not asked for.</summary>
    public double? Sensitivity { get; init; }

    /// <summary>Keeps decoded images, features and activations from run to run; null: nothing does.</summary>
    public FeatureCache? FeatureCache { get; init; }

    /// <summary>What runs the network.</summary>
    public string Provider { get; init; } = "cpu";

    /// <summary>0: one per core.</summary>
    public int Threads { get; init; }
}
