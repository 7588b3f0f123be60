using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Quantization;
using CovidClassifier.Scoring;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>Ranges are taken from so many images at most.</summary>
    private const int MostRangeImages = 200;

    private CovidModel(IScoringModel model, ModelCard card, QuantizationResult quantization)
        : this(model, card) => Quantization = quantization;

    /// <summary>What 8-bit weights and activations cost; null for a model that <see cref="Quantize"/> did not make, and for one that was loaded.</summary>
    public QuantizationResult? Quantization { get; }

    /// <summary>
    /// Makes a model whose weights and activations are of 8 bits: a quarter of the size, and faster on processors with 8-bit dot products (VNNI, AMX). Static
    /// quantisation: a scale per output channel for weights, one per tensor for activations, whose ranges come from images that this model was trained on; the
    /// last layer stays in floats. The model is compared with this one on the dataset's images that neither has seen.
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
        XRayDataset dataset, IProgress<PredictionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        GrayImage[] images = TrainingPixels(dataset, cancellationToken);
        if (images.Length == 0)
        {
            throw new DatasetException(
                $"Dataset '{dataset.Name}' holds none of the images that the model was trained on: ranges of activations are taken from those. Give the " +
                    $"dataset that it was trained on.", dataset.Root);
        }

        var rounded = new GraphScoringModel(QuantizedNetwork.Of(_model.Graph, images, cancellationToken)) { Provider = _model.Provider };
        EvaluationResult floats = Evaluate(dataset, null, progress, cancellationToken);
        EvaluationResult bytes;
        using (var measured = new CovidModel(rounded, Card))
        {
            bytes = measured.EvaluateOn(floats, progress, cancellationToken);
        }

        PairedTest difference = Metric.Auroc.Test(bytes.Predictions, floats.Predictions, Card.Seed);
        return new CovidModel(rounded, QuantizedCard(bytes), new QuantizationResult(floats, bytes, difference, (_model.Bytes, rounded.Bytes)));
    }

    /// <summary>The evaluation of this model on the images of another one's, which has found those that neither was trained on.</summary>
    private EvaluationResult EvaluateOn(EvaluationResult other, IProgress<PredictionProgress>? progress, CancellationToken cancellationToken)
    {
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        IReadOnlyList<Prediction> said = use.Value.Scorer.ScoreMany(
            other.Images, (image, score) => Reasoned(score(Decode(image.Image, cancellationToken)), image.Image.Encoded), progress, cancellationToken);
        return new EvaluationResult(
            Card, [.. other.Images.Zip(said, (image, prediction) => image with { Prediction = prediction })], other.SeenImages, other.Problems, other.Warnings);
    }

    private ModelCard QuantizedCard(EvaluationResult bytes) => Card with
    {
        Recipe = new Dictionary<string, string>(Card.Recipe, StringComparer.Ordinal) { ["quantization"] = "int8" },
        Metrics = new Dictionary<string, CardMetrics> { ["test"] = CardMetrics.Of(bytes.Metrics) },
        Notes =
        [
            .. Card.Notes,
            "Weights and activations have 8 bits, the last layer 32; the figures are of this network, on images that it was not trained on.",
        ],
    };

    /// <summary>Pixels of images that the model was trained on, from all over the dataset; no more of it is read than is needed.</summary>
    private GrayImage[] TrainingPixels(XRayDataset dataset, CancellationToken cancellationToken)
    {
        HashSet<string> trained = [.. Card.ImageHashes.Training];
        XRayImage[] images = [.. dataset.Images];
        new Seed((ulong)Card.Seed).For("ranges").Open().Shuffle<XRayImage>(images);
        var found = new List<GrayImage>();
        foreach (XRayImage[] some in trained.Count == 0 ? [] : images.Chunk(MostRangeImages / 4).TakeWhile(_ => found.Count < MostRangeImages))
        {
            found.AddRange(ParallelMap.Map(some, image => TrainingPixels(image, trained, cancellationToken), null, cancellationToken).OfType<GrayImage>());
        }

        return [.. found.Take(MostRangeImages)];
    }

    private GrayImage? TrainingPixels(XRayImage image, HashSet<string> trained, CancellationToken cancellationToken)
    {
        try
        {
            GrayImage pixels = Decode(image, cancellationToken);
            return trained.Contains(PixelHash.Of(pixels)) ? pixels : null;
        }
        catch (ImageFormatException)
        {
            // the evaluation that follows counts it among the dataset's problems
            return null;
        }
    }
}
