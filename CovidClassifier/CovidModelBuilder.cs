using CovidClassifier.Foundation;
using CovidClassifier.Learning.Checkpoints;
using CovidClassifier.Networks;
using CovidClassifier.Workflows;
using Microsoft.Extensions.Logging;
using Microsoft.ML;

namespace CovidClassifier;

/// <summary>
/// The one door in: collects the choices of a training, checks them, and trains a <see cref="CovidModel"/>. Each verb hands the builder back, so a training
/// reads as a sentence. The builder may be used again: a second <see cref="Train"/> trains anew, with the same choices to the same model. Not safe for several
/// threads.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>input</term><description>an <see cref="XRayDataset"/> of at least two classes</description></item>
/// <item><term>output</term><description>a <see cref="CovidModel"/>: one ONNX graph and a model card</description></item>
/// <item><term>GPU</term><description>not needed</description></item>
/// <item><term>deterministic</term><description>same seed, data, machine and thread count: the same weights bit for bit; others may differ in the last
/// digits</description></item>
/// </list>
/// For research and teaching, never for diagnosis.
/// </remarks>
/// <example>
/// <code>
/// using CovidModel model = new CovidModelBuilder(seed: 7)
///     .WithData(XRayDataset.Open("data/xrays"))
///     .WithAugmentation(a => a.Rotate(5).Shear(0.2).Zoom(0.3).FlipHorizontally().Brightness(0.2, 1.0))
///     .WithNetwork(Network.CustomCnn())
///     .Train();
/// model.Save("models/covid.zip");
/// </code>
/// </example>
public sealed partial class CovidModelBuilder
{
    private BuilderChoices _choices;
    private RunLog _log = RunLog.None;

    /// <param name="seed">Everything random comes from it: split, first weights, order, augmentation, dropout.</param>
    public CovidModelBuilder(long seed = 1) => _choices = new BuilderChoices { Seed = seed };

    /// <summary>What to learn from. Required.</summary>
    /// <param name="dataset">Images of at least two classes; every class needs an image.</param>
    public CovidModelBuilder WithData(XRayDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _choices = _choices with { Dataset = dataset };
        return this;
    }

    /// <summary>
    /// How the data are split. A dataset's own split is used where it states one; otherwise by patient, stratified by label. Cross-validation and comparison
    /// keep its test images out of their folds. With <see cref="SplitOrigin.LeaveOneSourceOut"/> each source is left out once in all of these, a training
    /// measures its recipe so before it trains the model that is kept on all images, and a search compares recipes so.
    /// </summary>
    /// <param name="validation">Share of the images that decide which epoch is best; at least 0 and below 1. At 0 every epoch runs and the last is kept.
    /// Default 0.15; plays no part where the dataset's own split has validation images.</param>
    /// <param name="test">Share of the images that are scored once, at the end, for the figures of the model card; at least 0 and below 1. Default 0.2; plays
    /// no part where the dataset's own split has test images.</param>
    /// <param name="origin">Whether the dataset's own split is used; the warnings and the card say which was.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of range, the two leave nothing to train on, or <paramref name="origin"/> is no value of
    /// its type.</exception>
    public CovidModelBuilder WithSplit(double validation = 0.15, double test = 0.2, SplitOrigin origin = SplitOrigin.GivenOrNew)
    {
        Check.UnitBelowOne(validation, nameof(validation));
        Check.UnitBelowOne(test, nameof(test));
        Check.UnitBelowOne(validation + test, "validation + test");
        _choices = _choices with
        {
            ValidationShare = validation,
            TestShare = test,
            SplitOrigin =
                Enum.IsDefined(origin) ? origin : throw new ArgumentOutOfRangeException(nameof(origin), origin, "The split must be given, new or by source."),
        };
        return this;
    }

    /// <summary>How training images are varied; fresh draws each epoch. Default: not at all.</summary>
    /// <param name="options">For example <see cref="AugmentationOptions.Study"/>.</param>
    public CovidModelBuilder WithAugmentation(AugmentationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _choices = _choices with { Augmentation = options };
        return this;
    }

    /// <summary>How training images are varied, as a sentence that begins with no variation.</summary>
    /// <param name="choose">For example <c>a => a.Rotate(5).FlipHorizontally()</c>.</param>
    public CovidModelBuilder WithAugmentation(Func<AugmentationOptions, AugmentationOptions> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        return WithAugmentation(choose(AugmentationOptions.None));
    }

    /// <summary>What is trained, and how it learns. Default: the study's CNN, with all its weights.</summary>
    /// <param name="plan">
    /// A <see cref="Network"/> alone, which learns with all its weights (<see cref="Network.CustomCnn"/>, <see cref="Network.FromOnnx"/>), or a network with a
    /// way to learn, for example <c>Backbone.MobileNetV2.FineTuned()</c>.
    /// </param>
    public CovidModelBuilder WithNetwork(LearningPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _choices = _choices with { Plan = plan };
        return this;
    }

    /// <summary>
    /// Any multiclass trainer of ML.NET as the head of a frozen network (<see cref="PlanExtensions.Frozen"/>), or, where no network is chosen, on the images
    /// themselves. It stays in the saved zip's pipeline; such a model is not saved as ONNX. Its scores become probabilities by calibration, its labels follow
    /// the threshold, as with every model.
    /// </summary>
    /// <param name="create">
    /// The estimator. Columns to learn from: <c>Features</c> (float vector: the network's features, or without a network gray levels 0..255, row by row),
    /// without a network also <c>Image</c> (bytes of a PNG file of the decoded X-ray); <c>Label</c> (key, in the order of the class names), <c>Weight</c>
    /// (float: how much an image of its class counts). It must give <c>Score</c>, a number per class.
    /// </param>
    /// <param name="imageSide">Without a network: side of the square that images are stretched to; 64, 96, 128, 160, 192, 224, 240, 256, 288, 299, 320, 384,
    /// 448 or 512.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="imageSide"/> is none of these.</exception>
    public CovidModelBuilder WithTrainer(Func<MLContext, IEstimator<ITransformer>> create, int imageSide = 224)
    {
        ArgumentNullException.ThrowIfNull(create);
        int side = InputSizes.All.Contains(imageSide)
            ? imageSide
            : throw new ArgumentOutOfRangeException(
                nameof(imageSide), imageSide, $"The side of images must be one of {string.Join(", ", InputSizes.All)}, got {imageSide}.");
        _choices = _choices with { Trainer = create, TrainerImageSide = side };
        return this;
    }

    /// <summary>How it is trained. Several such changes are made in the order given.</summary>
    /// <param name="choose">
    /// Changes the defaults of the plan, for example <c>t => t with { Epochs = 30 }</c>. Called at once on the library's defaults, so that what is out of range
    /// is refused here, and once for each network of a run.
    /// </param>
    public CovidModelBuilder WithTraining(Func<TrainingOptions, TrainingOptions> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        if (choose(new TrainingOptions()) is null)
        {
            throw BuilderChoices.NoOptions();
        }

        _choices = _choices with { OptionChanges = [.. _choices.OptionChanges, choose] };
        return this;
    }

    /// <summary>
    /// The class that sensitivity, threshold and <see cref="CovidModel.PositiveLabel"/> refer to. Default: the class equal to COVID-19; where there is none,
    /// training asks for one.
    /// </summary>
    /// <param name="label">Compared without case, spaces, '-' and '_'.</param>
    public CovidModelBuilder WithPositiveLabel(string label)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        _choices = _choices with { PositiveLabel = label };
        return this;
    }

    /// <summary>
    /// How probabilities are made worth their face value. Default: temperature scaling. Fitted on validation images only and stored in the model's graph;
    /// without validation images, nothing is calibrated.
    /// </summary>
    /// <param name="kind"><see cref="CalibrationKind.Platt"/> is for two classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is none of the known ones.</exception>
    public CovidModelBuilder WithCalibration(CalibrationKind kind)
    {
        _choices = _choices with
        {
            Calibration = Enum.IsDefined(kind) ? kind
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "The calibration must be None, Temperature or Platt.")
        };
        return this;
    }

    /// <summary>
    /// The share of each class whose true label prediction sets promise to hold (<see cref="Prediction.Set"/>): a class enters an image's set from a
    /// probability on that is chosen on its validation images. Default: 0.9. Needs level / (1 - level) validation images of each class, 9 for 0.9 and 19 for
    /// 0.95; with fewer a level that was chosen is refused before anything is trained (<see cref="DatasetException"/>), and with none chosen the model has no
    /// sets, and its card says so.
    /// </summary>
    /// <param name="level">0.5 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is outside that.</exception>
    public CovidModelBuilder WithSetLevel(double level)
    {
        _choices = _choices with
        {
            SetLevel = level is >= 0.5 and < 1 ? level
            : throw new ArgumentOutOfRangeException(nameof(level), level, "The level of prediction sets must be at least 0.5 and below 1.")
        };
        return this;
    }

    /// <summary>
    /// How the probability is chosen from which on an image gets the positive label. Default: 0.5. Chosen on validation images only, on
    /// calibrated probabilities, and stored in the model's graph; without validation images it is 0.5. <see cref="Threshold.Youden"/> is not the default
    /// because on a few dozen validation images it follows their noise (on 59 of them it took 17 points of test accuracy in one split).
    /// </summary>
    /// <param name="threshold">For example <c>Threshold.ForSensitivity(0.98)</c>, or <c>Threshold.At(0.5)</c>.</param>
    public CovidModelBuilder WithThreshold(Threshold threshold)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        _choices = _choices with { Threshold = threshold };
        return this;
    }

    /// <summary>
    /// Keeps each completed epoch in <paramref name="folder"/>. A training that is killed at any moment and then resumed ends with the weights that it would
    /// have had.
    /// </summary>
    /// <param name="folder">Made where it is missing; holds one training.</param>
    /// <param name="resume">True goes on from the folder's checkpoint, if there is one of this very recipe and data; false refuses a folder that has
    /// one.</param>
    public CovidModelBuilder WithCheckpoints(string folder, bool resume = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _choices = _choices with { Checkpoints = new CheckpointPlace(folder, resume) };
        return this;
    }

    /// <summary>
    /// Cross-validations and comparisons keep each fold's predictions in <paramref name="folder"/>, a file each, and do not train a fold again that is there:
    /// one that was killed goes on where it was, and several machines can train some folds each (<see cref="CrossValidateShard"/>,
    /// <see cref="CompareShard"/>). Files of other data, networks or choices are refused.
    /// </summary>
    /// <param name="folder">Made where it is missing; may lie on a disk that machines share.</param>
    /// <param name="trainMissing">False: a fold that is not there is an error, and nothing is trained.</param>
    public CovidModelBuilder WithFoldFolder(string folder, bool trainMissing = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _choices = _choices with { Folds = new FoldPlace(folder, trainMissing) };
        return this;
    }

    /// <summary>
    /// What is asked of the data beside the training, so that nobody takes a source for a disease. The findings are in the model card, or in the
    /// cross-validation's result. Default <see cref="AuditDepth.Files"/>, which reads every file once more, at full size.
    /// </summary>
    /// <param name="depth"><see cref="AuditDepth.Pictures"/> trains this builder's network, in a cheap form, on parts of the pictures.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="depth"/> is none of the known ones.</exception>
    public CovidModelBuilder WithAudits(AuditDepth depth)
    {
        _choices = _choices with
        {
            Audits = Enum.IsDefined(depth) ? depth
            : throw new ArgumentOutOfRangeException(nameof(depth), depth, "The depth of audits must be None, Files or Pictures.")
        };
        return this;
    }

    /// <summary>
    /// Cross-validation, comparison and nested search keep the heat maps of the images that their reports show, each by the fold's model that was trained
    /// without it: up to 24 maps a fold, a second or less. A model that <see cref="Train"/> or <see cref="Search"/> gives needs no such order: it can be asked
    /// at any time.
    /// </summary>
    public CovidModelBuilder WithHeatMaps()
    {
        _choices = _choices with { HeatMaps = true };
        return this;
    }

    /// <summary>
    /// Keeps decoded images, features of frozen networks and activations before fine-tuned blocks in <paramref name="folder"/>, so that a later run, also of
    /// another process at the same time, need not compute them again. Results are the same, bit for bit; see <see cref="FeatureCache"/>.
    /// </summary>
    /// <param name="folder">Made where it is missing; up to <see cref="FeatureCache.UsualLimit"/> bytes of it are used.</param>
    public CovidModelBuilder WithFeatureCache(string folder) => WithFeatureCache(new FeatureCache(folder));

    /// <summary>The same with a limit of one's own, for a caller who wants to tell what came from it.</summary>
    /// <param name="cache">Best made for this run.</param>
    public CovidModelBuilder WithFeatureCache(FeatureCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        _choices = _choices with { Cache = cache };
        return this;
    }

    /// <summary>
    /// Who is told of a run without being asked: warnings and what the audits hold against the data at level Warning, stages, epochs of <see cref="Train"/>
    /// and the figures of its end at level Information. Nothing else of a run depends on it. Default: nobody.
    /// </summary>
    /// <param name="logger">For example <c>loggerFactory.CreateLogger&lt;CovidModelBuilder&gt;()</c>.</param>
    public CovidModelBuilder WithLogger(ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(logger);
        _log = new RunLog(logger);
        return this;
    }

    /// <summary>How much memory decoded images may take; what is above it goes to one temporary file. Default: a quarter of the machine's memory.</summary>
    /// <param name="bytes">0 or more.</param>
    public CovidModelBuilder WithImageMemory(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _choices = _choices with { ImageMemory = bytes };
        return this;
    }
}
