using CovidClassifier.Evaluation.Conformal;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Quantization;
using CovidClassifier.Scoring;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>Ranges are taken from so many images at most.</summary>
    private const int MostRangeImages = 200;

    private const string NoValidation =
        "Prediction sets are chosen on validation images, and the dataset that the network was rounded with held none of those of its training.";

    private CovidModel(IScoringModel model, ModelCard card, QuantizationResult quantization)
        : this(model, card) => Quantization = quantization;

    /// <summary>What 8-bit weights and activations cost; null for a model that was not made by
    /// <see cref="Quantize(XRayDataset, IProgress{PredictionProgress}?, CancellationToken)"/>, and for one that was loaded.</summary>
    public QuantizationResult? Quantization { get; }

    /// <summary>
    /// Makes a model whose weights and activations are of 8 bits: a quarter of the size, and faster on processors with 8-bit dot products (VNNI, AMX). Static
    /// quantisation: a scale per output channel for weights, one per tensor for activations, whose ranges come from images that this model was trained on; the
    /// last layer stays in floats. The model is compared with this one on the dataset's images that neither has seen. Prediction sets are chosen anew, at the
    /// same level, on what the rounded network says of the validation images: what is promised of them holds for the scores that they were chosen on alone.
    /// Calibration and threshold stay: they promise nothing that the rounding could break, and what they give is in the figures of both models.
    /// </summary>
    /// <param name="dataset">Holds images that the model was trained on, and others; they are known by their pixels. Labels are matched to the model's classes
    /// without case, spaces, '-' and '_'.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>The other model, to be disposed too; its <see cref="Quantization"/> tells what the rounding costs.</returns>
    /// <exception cref="DatasetException">The dataset holds no image that the model was trained on, or none that it was not; a label is no class of the model;
    /// images cannot be read.</exception>
    /// <exception cref="NetworkException">The model's network has nothing that can be rounded, or its head is a transformer of ML.NET.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public CovidModel Quantize(
        XRayDataset dataset, IProgress<PredictionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Quantize(dataset, new EvaluationOptions(), progress, cancellationToken);

    /// <summary>Makes a model whose weights and activations are of 8 bits, and compares it with this one on the images that the options name.</summary>
    /// <param name="dataset">Holds images that the model was trained on, and others unless the options include those; they are known by their pixels.</param>
    /// <param name="options">Whether the two models may be compared on images that they were trained on too, where no others are left: both then look better
    /// than they are, and only their difference tells something. The card keeps the figures of the model with floats.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <inheritdoc cref="Quantize(XRayDataset, IProgress{PredictionProgress}?, CancellationToken)" path="/returns"/>
    /// <inheritdoc cref="Quantize(XRayDataset, IProgress{PredictionProgress}?, CancellationToken)" path="/exception"/>
    public CovidModel Quantize(
        XRayDataset dataset, EvaluationOptions options, IProgress<PredictionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        Dictionary<string, string> classes = ClassesOf(dataset);
        var relay = new Relay<TrainingProgress, PredictionProgress>(progress, p => new PredictionProgress(p.Done, p.Total));
        using DecodedDataset decoded = DecodedDataset.Decode(
            dataset, Card.Network.InputWidth, Card.Network.InputHeight, UsualMemory.Bytes, relay, cancellationToken);
        HashSet<string> trained = [.. Card.ImageHashes.Training], chosen = [.. Card.ImageHashes.Validation];
        XRayImage[] training = Those(decoded, trained.Contains);
        XRayImage[] compared = Those(decoded, hash => options.IncludeSeen || (!trained.Contains(hash) && !chosen.Contains(hash)));
        XRayImage[] validation = Those(decoded, hash => chosen.Contains(hash) && !trained.Contains(hash));
        if (training.Length == 0)
        {
            throw new DatasetException(
                $"Dataset '{dataset.Name}' holds none of the images that the model was trained on: ranges of activations are taken from those. Give the " +
                    $"dataset that it was trained on.", dataset.Root);
        }

        if (compared.Length == 0)
        {
            throw NothingToEvaluate(dataset, decoded.Dataset.Count);
        }

        var rounded = new GraphScoringModel(QuantizedNetwork.Of(_model.Graph, RangeImages(dataset, decoded, training), cancellationToken))
        {
            Provider = _model.Provider,
        };
        EvaluationResult Measure(ImageScorer scorer, IReadOnlyList<XRayImage> images, IProgress<PredictionProgress>? told)
        {
            IReadOnlyList<Prediction> said = scorer.ScoreMany(
                images, (image, score) => Reasoned(score(decoded.Image(image)), image.Encoded), told, cancellationToken);
            return new EvaluationResult(
                Card, [.. images.Zip(said, (image, prediction) => new EvaluatedImage(image, classes[image.Label!], prediction))],
                decoded.Dataset.Count - compared.Length, decoded.Dataset.Problems, decoded.Dataset.Warnings)
            {
                Notes = decoded.Dataset.Notes,
            };
        }

        EvaluationResult floats = Measure(use.Value.Scorer, compared, told: null);
        using var bytesScorer = new ImageScorer(rounded, ClassNames, Card.Network.InputWidth, Card.Network.InputHeight);
        (CardSets? sets, string? lack) = Card.Sets is { } promised && validation.Length > 0
            ? Sets(promised, Measure(bytesScorer, validation, told: null).Predictions)
            : (null, Card.Sets is null ? Card.NoSets : NoValidation);
        EvaluationResult bytes = Measure(bytesScorer, compared, progress).With(sets);
        PairedTest difference = Metric.Auroc.Test(bytes.Predictions, floats.Predictions, Card.Seed);
        ModelCard card = QuantizedCard(options.IncludeSeen ? null : bytes) with { Sets = sets, NoSets = lack };
        return new CovidModel(
            rounded, card, new QuantizationResult(floats, bytes, difference, (_model.Bytes, rounded.Bytes)) { IncludesSeen = options.IncludeSeen });
    }

    /// <summary>Prediction sets of the same level, chosen on what the rounded network says of the images that the old ones were chosen on.</summary>
    private (CardSets? Sets, string? Lack) Sets(CardSets promised, LabelledPredictions validation)
    {
        var sets = ConformalSets.Fit(promised.Level, validation.Probabilities, validation.Labels, ClassNames, out string? lack);
        return (sets is null ? null : CardSets.Of(sets, ClassNames), lack);
    }

    /// <summary>The images whose pixels have such a hash.</summary>
    private static XRayImage[] Those(DecodedDataset decoded, Func<string, bool> isAsked) =>
        [.. decoded.Dataset.Images.Zip(decoded.Hashes(decoded.Dataset)).Where(p => isAsked(p.Second)).Select(p => p.First)];

    /// <param name="bytes">What it was measured at; null where that were images that it was trained on.</param>
    private ModelCard QuantizedCard(EvaluationResult? bytes) => Card with
    {
        Recipe = new Dictionary<string, string>(Card.Recipe, StringComparer.Ordinal) { ["quantization"] = "int8" },
        Metrics = bytes is null ? Card.Metrics : new Dictionary<string, CardMetrics> { ["test"] = CardMetrics.Of(bytes.Metrics) },
        Notes =
        [
            .. Card.Notes,
            bytes is null
                ? "Weights and activations have 8 bits, the last layer 32; the figures are of the network with floats."
                : "Weights and activations have 8 bits, the last layer 32; the figures are of this network, on images that it was not trained on.",
        ],
    };

    /// <summary>Pixels of images that the model was trained on, from all over the dataset.</summary>
    private GrayImage[] RangeImages(XRayDataset dataset, DecodedDataset decoded, IReadOnlyList<XRayImage> training)
    {
        XRayImage[] images = [.. dataset.Images];
        new Seed((ulong)Card.Seed).For("ranges").Open().Shuffle<XRayImage>(images);
        HashSet<XRayImage> known = new(training, ReferenceEqualityComparer.Instance);
        return [.. images.Where(known.Contains).Take(MostRangeImages).Select(decoded.Image)];
    }
}
