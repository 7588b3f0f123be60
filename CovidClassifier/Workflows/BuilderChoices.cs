using CovidClassifier.Foundation;
using CovidClassifier.Learning.Checkpoints;
using CovidClassifier.Learning.Plans;
using Microsoft.ML;

namespace CovidClassifier.Workflows;

/// <summary>
/// The builder's choices as its verbs gave them. Immutable: each verb makes the next. A run resolves them once, into the recipe that it takes.
/// </summary>
internal sealed record BuilderChoices
{
    public required long Seed { get; init; }

    public XRayDataset? Dataset { get; init; }

    public SplitOrigin SplitOrigin { get; init; } = SplitOrigin.GivenOrNew;

    public double ValidationShare { get; init; } = 0.15;

    public double TestShare { get; init; } = 0.2;

    public AugmentationOptions Augmentation { get; init; } = AugmentationOptions.None;

    /// <summary>Null: none.</summary>
    public LearningPlan? Plan { get; init; }

    /// <summary>A trainer of ML.NET; null: none.</summary>
    public Func<MLContext, IEstimator<ITransformer>>? Trainer { get; init; }

    public int TrainerImageSide { get; init; }

    /// <summary>The caller's changes to the plan's own options, in order.</summary>
    public IReadOnlyList<Func<TrainingOptions, TrainingOptions>> OptionChanges { get; init; } = [];

    public string? PositiveLabel { get; init; }

    public CalibrationKind Calibration { get; init; } = CalibrationKind.Temperature;

    /// <summary>The share of each class that prediction sets promise to hold; null: the usual one, where the images are enough.</summary>
    public double? SetLevel { get; init; }

    public Threshold Threshold { get; init; } = Threshold.At(0.5);

    public CheckpointPlace? Checkpoints { get; init; }

    public FoldPlace? Folds { get; init; }

    public AuditDepth Audits { get; init; } = AuditDepth.Files;

    public bool HeatMaps { get; init; }

    public long ImageMemory { get; init; } = UsualMemory.Bytes;

    /// <summary>Null: none.</summary>
    public FeatureCache? Cache { get; init; }

    /// <summary>The class name that <see cref="PositiveLabel"/>, or COVID-19, stands for in the dataset; null where there is none.</summary>
    public string? PositiveClass => Dataset?.ClassNames.FirstOrDefault(c => LabelTable.AreSame(c, PositiveLabel ?? LabelTable.Covid19));

    /// <summary>For a run whose network and trainer are the builder's.</summary>
    /// <exception cref="InvalidOperationException">Something is missing, or two choices do not fit each other; the message names all of it.</exception>
    /// <exception cref="DatasetException">The dataset has fewer than two classes.</exception>
    public TrainingRecipe Resolve()
    {
        LearningPlan chosen = Plan ?? Network.CustomCnn();
        LearningPlan? plan = Trainer is null ? chosen : Plan is null ? new ImageTrainerPlan(Trainer, TrainerImageSide) : chosen.UnderTrainer(Trainer);
        return Resolve(
            plan ?? chosen,
            plan is not null ? null
                : "a trainer learns from the features of a frozen network or, where no network is chosen, from images, " +
                    $"but {chosen.Title} is to be trained itself (WithTrainer, WithNetwork)");
    }

    /// <summary>For a run that brings its own plan: the builder's network and trainer play no part.</summary>
    /// <inheritdoc cref="Resolve()" path="/exception"/>
    public TrainingRecipe Resolve(LearningPlan plan) => Resolve(plan, misfit: null);

    private TrainingRecipe Resolve(LearningPlan plan, string? misfit)
    {
        string[] reasons = [.. Missing(plan), .. misfit is null ? Array.Empty<string>() : [misfit]];
        if (reasons.Length > 0)
        {
            throw new InvalidOperationException($"Training cannot start: {string.Join("; ", reasons)}.");
        }

        Dataset!.RequireTwoClasses("training");
        return new TrainingRecipe
        {
            Seed = Seed,
            Dataset = Dataset,
            PositiveClass = PositiveClass!,
            SplitOrigin = SplitOrigin,
            ValidationShare = ValidationShare,
            TestShare = TestShare,
            Augmentation = Augmentation,
            Plan = plan,
            Options = OptionChanges.Aggregate(plan.Defaults, (options, change) => change(options) ?? throw NoOptions()).Checked(),
            Calibration = Calibration,
            SetLevel = SetLevel,
            Threshold = Threshold,
            Checkpoints = Checkpoints,
            Folds = Folds,
            Audits = Audits,
            HeatMaps = HeatMaps,
            ImageMemory = ImageMemory,
            Cache = Cache,
        };
    }

    /// <summary>What a caller's change of options that gives none is answered with.</summary>
    public static ArgumentException NoOptions() => new("The training options must not be null.", "choose");

    private IEnumerable<string> Missing(LearningPlan plan)
    {
        if (Dataset is null)
        {
            yield return "no data are given (WithData)";
        }
        else if (PositiveClass is null)
        {
            yield return PositiveLabel is null
                ? $"no class of {string.Join(", ", Dataset.ClassNames)} is {LabelTable.Covid19}, so the positive one must be named (WithPositiveLabel)"
                : $"the positive label '{PositiveLabel}' is not one of the classes {string.Join(", ", Dataset.ClassNames)} (WithPositiveLabel)";
        }

        if (Calibration == CalibrationKind.Platt && Dataset is { ClassNames.Count: > 2 })
        {
            yield return $"Platt's calibration is for two classes, got {Dataset.ClassNames.Count}: choose temperature scaling (WithCalibration)";
        }

        if (Checkpoints is not null && !plan.LearnsByEpochs)
        {
            yield return $"{plan.Title} is trained in one go, not epoch by epoch, so that there are no checkpoints to keep (WithCheckpoints)";
        }
    }
}
