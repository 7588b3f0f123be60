using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary>The options that say how to split and to train.</summary>
/// <param name="isSearched">Leaves out what a search chooses by itself: epochs, patience, learning rate, augmentation.</param>
/// <param name="keepsModel">Leaves in what is of a model that is kept, and plays no part in a measurement of several.</param>
internal sealed class FittingOptions(bool isSearched = false, bool keepsModel = true)
{
    private const string Study = "study";
    private const string Intensity = "intensity";
    private const string StudyAndIntensity = "study+intensity";
    private const string Constant = "constant";
    private const string Cosine = "cosine";
    private const string OneCycle = "one-cycle";
    private const string ShareRule = "a number, at least 0 and below 1";
    private static readonly FittingChoices Standard = new();

    private readonly Option<int> _seed =
        NumberOption.Whole("--seed", Standard.Seed, int.MinValue, "Everything random comes from it: split, first weights, order, augmentation, dropout.");

    private readonly Option<double> _validation = NumberOption.Real(
        "--validation", Standard.Validation, IsShare, ShareRule,
            "Share of the images, by patient, that decides which epoch is best; at 0 every epoch runs and the last is kept.");

    private readonly Option<double> _test = NumberOption.Real(
        "--test", Standard.Test, IsShare, ShareRule, "Share of the images, by patient, that is held out and scored once, for the result.");

    private readonly Option<int?> _epochs =
        NumberOption.WholeOrNone("--epochs", 1, "Passes over the training images at most. Default: 100, for fine-tuning 10.");

    private readonly Option<int> _patience =
        NumberOption.Whole("--patience", Standard.Patience, 1, "Stop after so many epochs without a lower validation loss.");

    private readonly Option<int> _batch = NumberOption.Whole("--batch", Standard.BatchSize, 1, "Images per step.");

    private readonly Option<double> _learningRate =
        NumberOption.Real("--learning-rate", Standard.LearningRate, x => x > 0, "a number above 0", "Step size of Adam.");

    private readonly Option<string?> _augment = ChoiceOption.Of(
        "--augment", ["off", Study, Intensity, StudyAndIntensity], null,
            "Vary training images. study: rotation 5 degrees, shear 0.2 degrees, zoom 0.7 to 1.3, mirror, brightness 0.2 to 1.0; intensity, against sources " +
                "that " +
            "are told apart by gray levels: gamma, contrast, blur, noise, JPEG, borders and corners painted over. Drawn anew each epoch in --mode scratch, " +
                "once " +
            "per variant otherwise. Default: study for scratch, otherwise off.");

    private readonly Option<string?> _weighting = ChoiceOption.Of(
        "--weighting", [FittingChoices.Balanced, FittingChoices.BySource, "none"], Standard.Weighting,
            "What counts the same in training: balanced, every class; by-source, within a class every source too; none, every image.");

    private readonly Option<double?> _groupDro = NumberOption.RealOrNone(
        "--group-dro", x =>
            x > 0, "a number above 0", "Learn most from the class of a source that does worst (group DRO); step size of its weights, for example " +
            "0.01. Not for --mode frozen.");

    private readonly Option<double?> _adversary = NumberOption.RealOrNone(
        "--source-adversary", x =>
            x > 0, "a number above 0", "Unlearn what tells sources apart: a head of its own whose reversed gradient counts so much, for " +
            "example 0.3. Not for --mode frozen.");

    private readonly Option<double?> _mixup = NumberOption.RealOrNone(
        "--mixup", x =>
            x > 0, "a number above 0", "Mix each training image with one of its class from another source, shares from Beta(X, X), for example 1. Not " +
            "for --mode frozen.");

    private readonly Option<double?> _swa = NumberOption.RealOrNone(
        "--swa", x =>
            x is > 0 and < 1, "a number between 0 and 1", "Average the weights of the epochs from this share of the planned ones on, for example 0.75 " +
            "(stochastic weight averaging). Not for --mode frozen.");

    private readonly Option<double?> _ema = NumberOption.RealOrNone(
        "--ema", x =>
            x > 0, "a number above 0", "Average the weights over about so many epochs, the last ones most, for example 2 (exponential running mean). Not " +
            "with --swa, not for --mode frozen.");

    private readonly Option<double?> _smoothing = NumberOption.RealOrNone(
        "--label-smoothing", x =>
            x is >= 0 and < 1, "a number, at least 0 and below 1", "Spread this share of each label over all classes. Not for --mode frozen. Default: 0, for " +
            "fine-tuning 0.1.");

    private readonly Option<string?> _schedule = ChoiceOption.Of(
        "--schedule", Schedules, null,
            "How the step size changes over the planned epochs: one-cycle rises, then falls to nearly nothing; cosine falls. Not for --mode frozen. Default: " +
            "constant, for fine-tuning one-cycle.");

    private readonly Option<string?> _calibration = ChoiceOption.Of(
        "--calibration", ["none", "temperature", "platt"], Standard.Calibration,
            "Make probabilities worth their face value, fitted on the validation images; platt is for two classes.");

    private readonly Option<double?> _threshold = NumberOption.RealOrNone(
        "--threshold", x => x is >= 0 and <= 1, "a number from 0 to 1", "Probability from which on an image gets the positive label. Default: 0.5.");

    private readonly Option<bool> _youden = new("--youden")
    {
        Description = "Choose the threshold with the best sum of sensitivity and specificity on the validation images, instead; wants many of them.",
    };

    private readonly Option<double?> _sensitivity = NumberOption.RealOrNone(
        "--sensitivity", x =>
            x is > 0 and <= 1, "a number above 0, up to 1", "Choose the highest threshold that finds this share of the positive validation images, instead.");

    private readonly Option<double?> _setLevel = NumberOption.RealOrNone(
        "--set-level", x => x is >= 0.5 and < 1, "a number from 0.5 to below 1",
            "Share of each class whose true label the prediction sets promise to hold; needs 9 validation images of each class for 0.9, 19 for 0.95. " +
                "Default: 0.9 where there are so many.");

    private readonly Option<int> _threads =
        NumberOption.Whole("--threads", Standard.Threads, 0, "Threads of one training step; 0 is one per core. Same seed and same threads: the same weights.");

    private Option[] Kept => keepsModel ? [_setLevel] : [];

    private Option[] Searched => isSearched ? [] : [_epochs, _augment];

    private Option[] RarelySearched => isSearched ? []
        : [_patience, _learningRate, _schedule, _smoothing, _weighting, _groupDro, _adversary, _mixup, _swa, _ema];

    private readonly FeatureCacheOption _featureCache = new();

    private readonly Option<string?> _provider = ChoiceOption.Of(
        "--provider", Providers, Standard.Provider,
            "What runs the network; all but cpu need a build of this program with that ONNX Runtime. Its scores are compared with the CPU's first.");

    /// <summary>Words for <c>--schedule</c>.</summary>
    public static string[] Schedules { get; } = [Constant, Cosine, OneCycle];

    /// <summary>Words for <c>--provider</c>.</summary>
    public static string[] Providers { get; } = ["cpu", "cuda", "directml", "coreml"];

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Training, [_seed, .. Searched, _sensitivity]);
        command.AddRare(
            HelpGroup.Training,
            [_validation, _test, .. RarelySearched, _batch, _calibration, .. Kept, _threshold, _youden, _threads, _provider, .. _featureCache.Options]);
    }

    /// <exception cref="UsageException">The shares leave nothing to train on, or the threshold is given twice.</exception>
    public FittingChoices Read(ParseResult parsed)
    {
        var choices = new FittingChoices
        {
            Seed = parsed.GetValue(_seed),
            Validation = parsed.GetValue(_validation),
            Test = parsed.GetValue(_test),
            BatchSize = parsed.GetValue(_batch),
            Calibration = parsed.GetValue(_calibration)!,
            SetLevel = keepsModel ? parsed.GetValue(_setLevel) : null,
            Threshold = parsed.GetValue(_threshold),
            Youden = parsed.GetValue(_youden),
            Sensitivity = parsed.GetValue(_sensitivity),
            Threads = parsed.GetValue(_threads),
            Provider = parsed.GetValue(_provider)!,
            FeatureCache = _featureCache.Read(parsed),
        };
        if (!isSearched)
        {
            choices = choices with
            {
                Epochs = parsed.GetValue(_epochs),
                Patience = parsed.GetValue(_patience),
                LearningRate = parsed.GetValue(_learningRate),
                Augment = parsed.GetValue(_augment) switch
                {
                    null => null,
                    Study => AugmentationOptions.Study,
                    Intensity => AugmentationOptions.None.Intensities(),
                    StudyAndIntensity => AugmentationOptions.Study.Intensities(),
                    _ => AugmentationOptions.None,
                },
                Weighting = parsed.GetValue(_weighting)!,
                GroupDro = parsed.GetValue(_groupDro),
                SourceAdversary = parsed.GetValue(_adversary),
                Mixup = parsed.GetValue(_mixup),
                Swa = parsed.GetValue(_swa),
                Ema = parsed.GetValue(_ema),
                LabelSmoothing = parsed.GetValue(_smoothing),
                OfEpochs = [.. ((Option[])[_epochs, _patience, _learningRate]).Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => o.Name)],
                Schedule = parsed.GetValue(_schedule) switch
                {
                    Constant => LearningRateSchedule.Constant,
                    Cosine => LearningRateSchedule.Cosine,
                    OneCycle => LearningRateSchedule.OneCycle(),
                    _ => null,
                },
            };
        }

        if (choices is { Swa: not null, Ema: not null })
        {
            throw new UsageException("--swa and --ema both say how weights are averaged; give one of them.");
        }

        if (choices is { Threshold: not null, Sensitivity: not null })
        {
            throw new UsageException("--threshold and --sensitivity both say what the threshold is; give one of them.");
        }

        if (choices.Youden && (choices.Threshold is not null || choices.Sensitivity is not null))
        {
            throw new UsageException("--youden chooses the threshold by itself; leave --threshold and --sensitivity out.");
        }

        return choices.Validation + choices.Test < 1
            ? choices
            : throw new UsageException(
                FormattableString.Invariant($"--validation and --test together must be below 1, got {choices.Validation} and {choices.Test}."));
    }

    private static bool IsShare(double value) => value is >= 0 and < 1;
}
