using System.Globalization;

namespace CovidClassifier.Search.Recipes;

/// <summary>What can be done against learning where an image comes from, each with values between nothing and much; judged by left-out sources alone.</summary>
internal static class ShortcutHyperparameters
{
    /// <summary>Whether within a class every source counts the same.</summary>
    public static Hyperparameter<bool> SourceWeights { get; } = new(
        "source weights",
        (settings, isOn) => isOn ? settings with { Options = settings.Options with { ClassWeighting = ClassWeighting.BalancedBySource } } : settings,
        ("off", false),
        ("on", true))
    {
        IsJudgedBySources = true,
    };

    /// <summary>Whether gray levels, sharpness and borders are varied too.</summary>
    public static Hyperparameter<bool> Intensities { get; } = new(
        "intensities",
        (settings, isOn) => isOn ? settings with { Augmentation = settings.Augmentation.Intensities() } : settings,
        ("off", false),
        ("on", true))
    {
        IsJudgedBySources = true,
    };

    /// <summary>Step size of group DRO.</summary>
    public static Hyperparameter<double> GroupRobustRate { get; } = Of(
        "group dro", (options, rate) => options with { GroupRobustRate = rate > 0 ? rate : null }, 0.05, 0.01);

    /// <summary>How much the reversed gradient of a head that tells sources apart counts.</summary>
    public static Hyperparameter<double> SourceAdversary { get; } = Of(
        "source adversary", (options, strength) => options with { SourceAdversary = strength }, 0.3, 1);

    /// <summary>Of mixup between sources of a class.</summary>
    public static Hyperparameter<double> SourceMixup { get; } = Of("source mixup", (options, shape) => options with { SourceMixup = shape }, 1, 0.3);

    /// <summary>From which share of the epochs on weights are averaged, in place of <see cref="CommonHyperparameters.AveragedEpochs"/>.</summary>
    public static Hyperparameter<double> AveragedFrom { get; } = Of(
        "averaged from", (options, share) => share > 0 ? options with { AveragedFrom = share, AveragedEpochs = 0 } : options, 0.5, 0.75);

    /// <summary>Those that a head on features takes.</summary>
    public static IReadOnlyList<Hyperparameter> OfHeads { get; } = [SourceWeights, Intensities];

    /// <summary>Those that a training by epochs takes.</summary>
    public static IReadOnlyList<Hyperparameter> OfEpochs { get; } =
        [SourceWeights, Intensities, GroupRobustRate, SourceAdversary, SourceMixup, AveragedFrom];

    private static Hyperparameter<double> Of(string name, Func<TrainingOptions, double, TrainingOptions> change, params double[] values) => new(
        name,
        (settings, value) => settings with { Options = change(settings.Options, value) },
        [("off", 0), .. values.Select(v => (v.ToString(CultureInfo.InvariantCulture), v))])
    {
        IsJudgedBySources = true,
    };
}
