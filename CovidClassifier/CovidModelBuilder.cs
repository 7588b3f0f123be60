using CovidClassifier.Auditing;
using CovidClassifier.Augmentation;
using CovidClassifier.AutoMl;
using CovidClassifier.Data;
using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Networks;
using CovidClassifier.Plumbing;
using CovidClassifier.Training;
using CovidClassifier.Transfer;
using Microsoft.ML;

namespace CovidClassifier;

/// <summary>
/// The one door in: collects the choices of a training, checks them, and trains a <see cref="CovidModel"/>. Each verb hands the builder back, so a training reads as a sentence. The builder may be
/// used again: a second <see cref="Train"/> trains anew, with the same choices to the same model. Not safe for several threads.
/// </summary>
/// <remarks>
/// | | |
/// |---|---|
/// | input | an <see cref="XRayDataset"/> of at least two classes |
/// | output | a <see cref="CovidModel"/>: one ONNX graph and a model card |
/// | GPU | not needed |
/// | deterministic | same seed, data, machine and thread count: the same weights bit for bit. Other processors and other thread counts may differ in the last digits |
/// For research and teaching, never for diagnosis.
/// </remarks>
/// <example>
/// <code>
/// using CovidModel model = new CovidModelBuilder(seed: 7)
///     .WithData(XRayDataset.FromFolder("data/xrays"))
///     .WithAugmentation(a => a.Rotate(5).Shear(0.2).Zoom(0.3).FlipHorizontally().Brightness(0.2, 1.0))
///     .WithNetwork(Network.CustomCnn())
///     .Train();
/// model.Save("models/covid.zip");
/// </code>
/// </example>
public sealed class CovidModelBuilder
{
    private readonly TrainingRecipe _recipe;

    /// <param name="seed">Everything random comes from it: split, first weights, order, augmentation, dropout.</param>
    public CovidModelBuilder(int seed = 1) => _recipe = new TrainingRecipe { Seed = seed };

    /// <summary>What to learn from. Required.</summary>
    /// <param name="dataset">Images of at least two classes; every class needs an image.</param>
    public CovidModelBuilder WithData(XRayDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        _recipe.Dataset = dataset;
        return this;
    }

    /// <summary>How the data are split: by patient, stratified by label. Default 0.15 and 0.2.</summary>
    /// <param name="validation">Share of the images that decide which epoch is best; at least 0 and below 1. At 0 every epoch runs and the last is kept.</param>
    /// <param name="test">Share of the images that are scored once, at the end, for the figures of the model card; at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of range, or the two leave nothing to train on.</exception>
    public CovidModelBuilder WithSplit(double validation = 0.15, double test = 0.2)
    {
        Check.UnitBelowOne(validation, nameof(validation));
        Check.UnitBelowOne(test, nameof(test));
        Check.UnitBelowOne(validation + test, "validation + test");
        _recipe.ValidationShare = validation;
        _recipe.TestShare = test;
        return this;
    }

    /// <summary>How training images are varied; fresh draws each epoch. Default: not at all.</summary>
    /// <param name="options">For example <see cref="AugmentationOptions.Study"/>.</param>
    public CovidModelBuilder WithAugmentation(AugmentationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _recipe.Augmentation = options;
        return this;
    }

    /// <summary>How training images are varied, as a sentence that begins with no variation.</summary>
    /// <param name="choose">For example <c>a => a.Rotate(5).FlipHorizontally()</c>.</param>
    public CovidModelBuilder WithAugmentation(Func<AugmentationOptions, AugmentationOptions> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        return WithAugmentation(choose(AugmentationOptions.None));
    }

    /// <summary>What is trained. Default: the study's CNN.</summary>
    /// <param name="network">For example <see cref="Network.FromOnnx"/>.</param>
    public CovidModelBuilder WithNetwork(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _recipe.ChosenNetwork = network;
        return this;
    }

    /// <summary>
    /// Any multiclass trainer of ML.NET as the head of a frozen network (<see cref="Transfer.TransferExtensions.Frozen"/>), or, where no network is chosen, on the images themselves. It stays in
    /// the saved zip's pipeline; such a model is not saved as ONNX. Its scores become probabilities by calibration, its labels follow the threshold, as with every model.
    /// </summary>
    /// <param name="create">
    /// The estimator. Columns to learn from: <c>Features</c> (float vector: the network's features, or without a network gray levels 0..255, row by row), without a network also <c>Image</c> (bytes of a PNG
    /// file of the decoded X-ray); <c>Label</c> (key, in the order of the class names), <c>Weight</c> (float: how much an image of its class counts). It must give <c>Score</c>, a number per class.
    /// </param>
    /// <param name="imageSide">Without a network: side of the square that images are stretched to; 64, 96, 128, 160, 192, 224, 240, 256, 288, 299, 320, 384, 448 or 512.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="imageSide"/> is none of these.</exception>
    public CovidModelBuilder WithTrainer(Func<MLContext, IEstimator<ITransformer>> create, int imageSide = 224)
    {
        ArgumentNullException.ThrowIfNull(create);
        _recipe.Trainer = create;
        _recipe.TrainerImageSide = InputSizes.All.Contains(imageSide)
            ? imageSide
            : throw new ArgumentOutOfRangeException(nameof(imageSide), imageSide, $"The side of images must be one of {string.Join(", ", InputSizes.All)}, got {imageSide}.");
        return this;
    }

    /// <summary>How it is trained.</summary>
    /// <param name="choose">Changes the defaults, for example <c>t => t with { Epochs = 30 }</c>.</param>
    public CovidModelBuilder WithTraining(Func<TrainingOptions, TrainingOptions> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        if (choose(_recipe.Options) is null)
        {
            throw new ArgumentException("The training options must not be null.", nameof(choose));
        }

        _recipe.OptionChanges = [.. _recipe.OptionChanges, choose];
        return this;
    }

    /// <summary>
    /// The class that sensitivity, threshold and <see cref="CovidModel.PositiveLabel"/> refer to. Default: the class equal to COVID-19; where there is none, training asks for one.
    /// </summary>
    /// <param name="label">Compared without case, spaces, '-' and '_'.</param>
    public CovidModelBuilder WithPositiveLabel(string label)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        _recipe.PositiveLabel = label;
        return this;
    }

    /// <summary>
    /// How probabilities are made worth their face value. Default: temperature scaling. Fitted on validation images only and stored in the model's graph; without
    /// validation images, nothing is calibrated.
    /// </summary>
    /// <param name="kind"><see cref="CalibrationKind.Platt"/> is for two classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is none of the known ones.</exception>
    public CovidModelBuilder WithCalibration(CalibrationKind kind)
    {
        _recipe.Calibration = Enum.IsDefined(kind) ? kind : throw new ArgumentOutOfRangeException(nameof(kind), kind, "The calibration must be None, Temperature or Platt.");
        return this;
    }

    /// <summary>
    /// How the probability is chosen from which on an image gets the positive label. Default: 0.5. Chosen on validation images only, on
    /// calibrated probabilities, and stored in the model's graph; without validation images it is 0.5. <see cref="Threshold.Youden"/> is not the default because on a few dozen validation images it follows
    /// their noise (on 59 of them it took 17 points of test accuracy in one split).
    /// </summary>
    /// <param name="threshold">For example <c>Threshold.ForSensitivity(0.98)</c>, or <c>Threshold.At(0.5)</c>.</param>
    public CovidModelBuilder WithThreshold(Threshold threshold)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        _recipe.Threshold = threshold;
        return this;
    }

    /// <summary>
    /// Keeps each completed epoch in <paramref name="folder"/>. A training that is killed at any moment and then resumed ends with the weights that it would have had.
    /// </summary>
    /// <param name="folder">Made where it is missing; holds one training.</param>
    /// <param name="resume">True goes on from the folder's checkpoint, if there is one of this very recipe and data; false refuses a folder that has one.</param>
    public CovidModelBuilder WithCheckpoints(string folder, bool resume = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _recipe.Checkpoints = new CheckpointFolder(folder, resume);
        return this;
    }

    /// <summary>
    /// What is asked of the data beside the training, so that nobody takes a source for a disease. The findings are in the model card, or in the cross-validation's result. Default
    /// <see cref="AuditDepth.Files"/>, which reads every file once more, at full size.
    /// </summary>
    /// <param name="depth"><see cref="AuditDepth.Pictures"/> trains this builder's network, in a cheap form, on parts of the pictures.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="depth"/> is none of the known ones.</exception>
    public CovidModelBuilder WithAudits(AuditDepth depth)
    {
        _recipe.Audits = Enum.IsDefined(depth) ? depth : throw new ArgumentOutOfRangeException(nameof(depth), depth, "The depth of audits must be None, Files or Pictures.");
        return this;
    }

    /// <summary>
    /// Keeps the features that frozen networks give of images in <paramref name="folder"/>, one file per network, so that a later run need not compute them again. They are keyed by the network's graph
    /// (weights, preprocessing and tensor are all in it) and the pixels, so that nothing else is ever read.
    /// </summary>
    /// <param name="folder">Made where it is missing.</param>
    public CovidModelBuilder WithFeatureCache(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _recipe.FeatureFolder = folder;
        return this;
    }

    /// <summary>How much memory decoded images may take; what is above it goes to one temporary file. Default: a quarter of the machine's memory.</summary>
    /// <param name="bytes">0 or more.</param>
    public CovidModelBuilder WithImageMemory(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _recipe.ImageMemory = bytes;
        return this;
    }

    /// <summary>
    /// Splits, decodes, trains, restores the best epoch, scores the test images once, and returns the model. Synchronous: the work is the processor's.
    /// </summary>
    /// <param name="progress">Told of each image, batch and epoch; called from this thread and from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="InvalidOperationException">No data are given, or no positive label is known; the message names everything that is missing.</exception>
    /// <exception cref="DatasetException">Fewer than two classes, or images that cannot be read.</exception>
    /// <exception cref="Onnx.NetworkException">The network cannot be trained.</exception>
    /// <exception cref="TrainingException">The training diverged, or a checkpoint belongs to another one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; checkpoints stay.</exception>
    public CovidModel Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        _recipe.Validate();
        return new TrainingRun(_recipe with { }, progress).Execute(cancellationToken);
    }

    /// <summary>
    /// Trains once per fold and scores the images left out. Learners that need a validation set take it, by patient, from inside the fold; test share and checkpoints play no part. Synchronous.
    /// </summary>
    /// <param name="folds">2 or more.</param>
    /// <param name="grouping">By patient (default), or none for comparison with published figures.</param>
    /// <param name="repeats">How often the images are dealt anew, each time from another seed; 1 or more.</param>
    /// <param name="progress">Told of each image, batch and epoch; called from this thread and from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2 or <paramref name="repeats"/> below 1.</exception>
    /// <inheritdoc cref="Train" path="/exception"/>
    public CrossValidationResult CrossValidate(
        int folds = 5,
        FoldGrouping grouping = FoldGrouping.Patient,
        int repeats = 1,
        IProgress<CrossValidationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Check.AtLeast(folds, 2, nameof(folds));
        Check.AtLeast(repeats, 1, nameof(repeats));
        _recipe.Validate();
        return new CrossValidationRun(_recipe with { }, folds, grouping, repeats, progress).Execute(cancellationToken);
    }

    /// <summary>
    /// Cross-validates several networks on the same folds and tests each against the best, so that nobody crowns a tie. Every other choice of the builder holds for all of them. Synchronous.
    /// </summary>
    /// <param name="networks">
    /// One or more; no two of the same <see cref="Network.Title"/>. Null: the study's CNN, and each published network whose weights are in the cache, frozen and fine-tuned; the others are listed as missing.
    /// </param>
    /// <param name="options">Null takes the defaults.</param>
    /// <param name="progress">Told of each image, batch and epoch; called from this thread and from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>The table. A network that cannot be trained is listed in it with the reason; if none can, the last one's error is thrown.</returns>
    /// <exception cref="ArgumentException">There is no network, or one is given twice.</exception>
    /// <inheritdoc cref="Train" path="/exception"/>
    public Comparison Compare(
        IReadOnlyList<Network>? networks = null, ComparisonOptions? options = null, IProgress<ComparisonProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new ComparisonOptions();
        if (networks is null)
        {
            Contenders found = Contenders.Find();
            networks = found.Adapted();
            options = options with { Missing = [.. options.Missing, .. found.Missing] };
        }

        string[] names = [.. networks.Select(n => n?.Title ?? throw new ArgumentException("No network may be null.", nameof(networks)))];
        if (names.Length == 0 || names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(n => n.Count() > 1) is { })
        {
            throw new ArgumentException($"A comparison needs networks that differ, got: {(names.Length == 0 ? "none" : string.Join(", ", names))}.", nameof(networks));
        }

        _recipe.Validate();
        return new ComparisonRun(_recipe with { }, networks, options, progress).Execute(cancellationToken);
    }

    /// <summary>
    /// Searches for the best network and recipe: networks, frozen or fine-tuned and where they are cut, heads, the CNN's input size, augmentation, learning rate, regularisation and class weights, by successive
    /// halving over inner folds; then trains the best on all training images, and, where the budget reaches, several of the best as one ensemble in one graph. The builder's split holds out the test images before
    /// the search begins; its validation images calibrate the result. The builder's network, trainer, augmentation, checkpoints and training options but batch size and threads play no part. Synchronous.
    /// </summary>
    /// <param name="budget">A time (a <see cref="TimeSpan"/> will do), kept within 10 % or 30 seconds, or a number of trials.</param>
    /// <param name="networks">Networks as they are, the most promising pre-trained one first. Null: each published network whose weights are in the cache, and the study's CNN.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <param name="progress">Told of each step, and of the leaderboard whenever a trial's fold has ended; called from this thread and from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second; with a state folder the log of trials and the best model so far are kept there.</param>
    /// <exception cref="ArgumentException">A network is given twice, adapted already, or there is none.</exception>
    /// <exception cref="TrainingException">No recipe works, the budget is too short for one, or the state folder belongs to another search.</exception>
    /// <inheritdoc cref="Train" path="/exception"/>
    public Exploration Explore(
        ExplorationBudget budget,
        IReadOnlyList<Network>? networks = null,
        ExplorationOptions? options = null,
        IProgress<ExplorationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Exploring(budget, networks, options, progress).Execute(cancellationToken);

    /// <summary>
    /// Measures what <see cref="Explore"/> finds: a search inside each fold of a cross-validation, so that the figures are free of the search's own optimism. Takes the budget once per fold. Synchronous.
    /// </summary>
    /// <param name="budget">Of each fold's search.</param>
    /// <param name="networks">As for <see cref="Explore"/>.</param>
    /// <param name="folds">Outer folds, the same as <see cref="CrossValidate"/>'s; 2 or more.</param>
    /// <param name="grouping">Of the outer folds; inner folds are by patient.</param>
    /// <param name="options">As for <see cref="Explore"/>; a state folder gets one folder per search.</param>
    /// <param name="progress">As for <see cref="Explore"/>.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <inheritdoc cref="Explore" path="/exception"/>
    public NestedExploration ExploreNested(
        ExplorationBudget budget,
        IReadOnlyList<Network>? networks = null,
        int folds = 5,
        FoldGrouping grouping = FoldGrouping.Patient,
        ExplorationOptions? options = null,
        IProgress<ExplorationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Exploring(budget, networks, options, progress).ExecuteNested(Check.AtLeast(folds, 2, nameof(folds)), grouping, cancellationToken);

    private ExplorationRun Exploring(
        ExplorationBudget budget, IReadOnlyList<Network>? networks, ExplorationOptions? options, IProgress<ExplorationProgress>? progress)
    {
        ArgumentNullException.ThrowIfNull(budget);
        networks ??= Contenders.Find().Networks;
        string[] names = [.. networks.Select(n => n?.Name ?? throw new ArgumentException("No network may be null.", nameof(networks)))];
        if (networks.FirstOrDefault(n => n is FrozenNetwork or FineTunedNetwork) is { } adapted)
        {
            throw new ArgumentException($"A search adapts networks by itself; give {adapted.Name} as it is.", nameof(networks));
        }

        if (names.Length == 0 || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            throw new ArgumentException($"A search needs networks that differ, got: {(names.Length == 0 ? "none" : string.Join(", ", names))}.", nameof(networks));
        }

        _recipe.Validate();
        return new ExplorationRun(_recipe with { }, networks, budget, options ?? new ExplorationOptions(), progress);
    }
}
