using CovidClassifier.Console.Options;

namespace CovidClassifier.Console;

/// <summary>From the choices of the command line to a builder.</summary>
internal static class Recipe
{
    /// <param name="dataset">What is learned from.</param>
    /// <param name="network">What learns.</param>
    /// <param name="fitting">How.</param>
    /// <param name="positiveLabel">Null: the class that is COVID-19.</param>
    /// <param name="split">Whether the dataset's own split is used.</param>
    /// <param name="page">The report that is asked for, or null; folds' models are asked for heat maps for it.</param>
    /// <exception cref="InvalidOperationException">The positive label is no class of the dataset.</exception>
    public static CovidModelBuilder Of(XRayDataset dataset, NetworkChoices network, FittingChoices fitting, string? positiveLabel,
        SplitOrigin split = SplitOrigin.GivenOrNew, ReportChoices? page = null)
    {
        RequirePositiveLabel(dataset, positiveLabel);
        CovidModelBuilder builder = new CovidModelBuilder(fitting.Seed)
            .WithData(dataset)
            .WithSplit(fitting.Validation, fitting.Test, split)
            .WithAugmentation(fitting.Augment ?? (network.Mode == NetworkChoices.Scratch ? AugmentationOptions.Study : AugmentationOptions.None))
            .WithNetwork(network.Open())
            .WithCalibration(Enum.Parse<CalibrationKind>(fitting.Calibration, ignoreCase: true))
            .WithThreshold(ThresholdOf(fitting))
            .WithTraining(t => t with
            {
                Epochs = fitting.Epochs ?? t.Epochs,
                Patience = fitting.Patience,
                BatchSize = fitting.BatchSize,
                LearningRate = fitting.LearningRate,
                Threads = fitting.Threads,
                ClassWeighting = WeightingOf(fitting.Weighting),
                GroupRobustRate = fitting.GroupDro,
                SourceAdversary = fitting.SourceAdversary ?? 0,
                SourceMixup = fitting.Mixup ?? 0,
                AveragedFrom = fitting.Swa,
                AveragedEpochs = fitting.Ema ?? 0,
                LabelSmoothing = fitting.LabelSmoothing ?? t.LabelSmoothing,
                Schedule = fitting.Schedule ?? t.Schedule,
                Provider = Enum.Parse<ExecutionProvider>(fitting.Provider, ignoreCase: true),
            });
        builder = fitting.FeatureCache is { } cache ? builder.WithFeatureCache(cache) : builder;
        builder = fitting.SetLevel is { } level ? builder.WithSetLevel(level) : builder;
        builder = page is null ? builder : builder.WithHeatMaps();
        return positiveLabel is null ? builder : builder.WithPositiveLabel(positiveLabel);
    }

    private static ClassWeighting WeightingOf(string word) => word switch
    {
        FittingChoices.BySource => ClassWeighting.BalancedBySource,
        FittingChoices.Balanced => ClassWeighting.Balanced,
        _ => ClassWeighting.None,
    };

    private static Threshold ThresholdOf(FittingChoices fitting) =>
        fitting.Threshold is { } threshold ? Threshold.At(threshold)
        : fitting.Sensitivity is { } sensitivity ? Threshold.ForSensitivity(sensitivity)
        : fitting.Youden ? Threshold.Youden
        : Threshold.At(0.5);

    private static void RequirePositiveLabel(XRayDataset dataset, string? positiveLabel)
    {
        string wanted = positiveLabel ?? LabelTable.Covid19;
        if (!dataset.ClassNames.Any(c => LabelTable.AreSame(c, wanted)))
        {
            throw new InvalidOperationException(
                $"The positive label must be one of the classes of dataset '{dataset.Name}' ({string.Join(", ", dataset.ClassNames)}), but '{wanted}' is " +
                    $"none of them; name one with --positive.");
        }
    }
}
