using CovidClassifier.Data.Facts;
using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Packaging;
using CovidClassifier.Scoring;
using CovidClassifier.Workflows;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    private const int LocalFolds = 5;

    /// <summary>Fewer images of a side than these say too little of how the model's probabilities are to be read.</summary>
    private const int LeastLocalImages = 10;

    /// <summary>
    /// Fits probabilities and threshold to the place where the model is used, from few labelled images of there; the network stays as it is, and so does its
    /// ranking of images. Two classes: Platt's calibration; several: temperature scaling; then the prevalence that is given. Images that the model was trained
    /// on are left out.
    /// </summary>
    /// <param name="local">Labelled images; labels are matched to the model's classes without case, spaces, '-' and '_'.</param>
    /// <param name="options">Null: the images' own prevalence, and a threshold of 0.5.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>Another model, to be disposed by itself. Its card says what it did on the images before, and what models do that are fitted in the same
    /// way to the images of other patients. Figures of its training stay in the card and are those of the old probabilities.</returns>
    /// <exception cref="DatasetException">There are fewer than 10 unseen images of the positive label or of the others, all are of too few patients, a label is
    /// no class of the model, or images cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The model has no positive label.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public CovidModel Calibrate(
        XRayDataset local,
        LocalCalibrationOptions? options = null,
        IProgress<PredictionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(local);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        options ??= new LocalCalibrationOptions();
        int positive = _rule.PositiveIndex >= 0
            ? _rule.PositiveIndex
            : throw new InvalidOperationException("The model has no positive label, so that there is no threshold and no prevalence to fit.");
        (_, EvaluatedImage[] images, int seen) = Score(use.Value.Scorer, local, includeSeen: false, progress, cancellationToken);
        RequireEnough(local, [.. images.Select(i => i.Label)], seen);
        int[] labels = new ClassIndex(ClassNames).Of(images.Select(i => i.Label));
        (float[][] logits, string[] hashes) = Logits(images, cancellationToken);
        HashSet<XRayImage> scored = new(images.Select(i => i.Image), ReferenceEqualityComparer.Instance);
        XRayDataset used = local.Subset(local.Name, Enumerable.Range(0, local.Count).Where(i => scored.Contains(local.Images[i])));
        RequirePatients(used);
        var decision = LocalDecision.Fit(options, ClassNames, positive, logits, labels);
        ModelCard card = WithLocal(
            new CardLocal
            {
                How = CardLocal.Calibrated,
                Dataset = local.Name,
                Images = images.Length,
                Patients = used.PatientGroups(FoldGrouping.Patient).Count,
                Prevalence = options.Prevalence ?? labels.Count(l => l == positive) / (double)labels.Length,
                IsPrevalenceGiven = options.Prevalence is not null,
                Before = Metrics(images, [.. images.Select(i => i.Prediction)]),
                After = Metrics(images, OutOfFold(options, used, images, logits, labels, positive, cancellationToken)),
            },
            decision,
            hashes);
        return new CovidModel(ModelZip.OwnCopy(_model.Decide(decision.Rule, decision.Calibration), card), card);
    }

    /// <summary>The card of this model fitted to another place.</summary>
    private ModelCard WithLocal(CardLocal local, LocalDecision decision, IEnumerable<string> hashes) => Card with
    {
        Threshold = decision.Rule.Threshold,
        Decision = Card.Decision with
        {
            Calibration = CardDecision.NameOf(decision.Calibration.Kind),
            CalibrationParameters = decision.Calibration.Parameters,
            ThresholdChoice = decision.ThresholdChoice,
            ValidationImages = local.Images,
        },
        Local = local,
        Sets = null,
        NoSets = "The model was fitted to another place, for which its prediction sets promise nothing.",
        Warnings = [.. Card.Warnings, .. new[] { decision.Calibration.Note, local.Setback }.OfType<string>()],
        Notes =
        [
            .. Card.Notes,
            $"Probabilities and threshold were fitted to images of {local.Dataset}; the figures of validation and test are those of the model before.",
        ],
        ImageHashes = Card.ImageHashes with
        {
            Validation = [.. Card.ImageHashes.Validation.Concat(hashes).Distinct().Order(StringComparer.Ordinal)],
        },
    };

    private void RequireEnough(XRayDataset local, string[] labels, int seen = 0)
    {
        int positives = labels.Count(l => l == PositiveLabel), others = labels.Length - positives;
        if (Math.Min(positives, others) < LeastLocalImages)
        {
            string unseen = seen == 0 ? "" : FormattableString.Invariant($" ({seen} more were left out, because the model was trained on them)");
            throw new DatasetException(
                FormattableString.Invariant($"To fit the model to a place takes {LeastLocalImages} images of {PositiveLabel} and ") +
                    FormattableString.Invariant($"{LeastLocalImages} of others; ") +
                    FormattableString.Invariant($"dataset '{local.Name}' has {positives} and {others}{unseen}. Collect more: 50 of each are better."),
                local.Root);
        }
    }

    private static void RequirePatients(XRayDataset local)
    {
        if (local.PatientGroups(FoldGrouping.Patient).Count < 2)
        {
            throw new DatasetException($"To fit the model to a place takes images of two patients or more; those of '{local.Name}' are of one.", local.Root);
        }
    }

    /// <summary>
    /// What the network says before anything is calibrated: as logarithms of probabilities, which differ from its logits by one number per image; and the
    /// hashes of the pixels that it said it of.
    /// </summary>
    private (float[][] Logits, string[] Hashes) Logits(EvaluatedImage[] images, CancellationToken cancellationToken)
    {
        // the model that is scored here shares what is native with this one
        IScoringModel bare = _model.Decide(new DecisionRule(ClassNames, PositiveLabel, Threshold), FittedCalibration.None());
        using var scorer = new ImageScorer(bare, ClassNames, Card.Network.InputWidth, Card.Network.InputHeight);
        IReadOnlyList<(Prediction Prediction, string Hash)> said = scorer.ScoreMany(images, Say, progress: null, cancellationToken);
        return (
            [.. said.Select(s => s.Prediction.Probabilities.Select(c => MathF.Log(Math.Max(c.Probability, float.Epsilon))).ToArray())],
            [.. said.Select(s => s.Hash)]);

        (Prediction, string) Say(EvaluatedImage image, Func<GrayImage, Prediction> score)
        {
            GrayImage pixels = Decode(image.Image, cancellationToken);
            return (score(pixels), PixelHash.Of(pixels));
        }
    }

    private IReadOnlyList<Prediction> OutOfFold(
        LocalCalibrationOptions options, XRayDataset used, EvaluatedImage[] images, float[][] logits, int[] labels, int positive,
            CancellationToken cancellationToken)
    {
        int count = Math.Min(LocalFolds, used.PatientGroups(FoldGrouping.Patient).Count);
        IReadOnlyList<int> folds = used.Folds(count, FoldGrouping.Patient, Card.Seed);
        var predictions = new Prediction[images.Length];
        for (int fold = 0; fold < count; fold++)
        {
            int[] inside = [.. Enumerable.Range(0, images.Length).Where(i => folds[i] != fold)], outside =
                [.. Enumerable.Range(0, images.Length).Where(i => folds[i] == fold)];
            var decision = LocalDecision.Fit(options, ClassNames, positive, [.. inside.Select(i => logits[i])], [.. inside.Select(i => labels[i])]);
            foreach ((int image, Prediction prediction) in outside.Zip(decision.Predict([.. outside.Select(i => logits[i])], cancellationToken)))
            {
                predictions[image] = prediction;
            }
        }

        return predictions;
    }

    private CardMetrics Metrics(EvaluatedImage[] images, IReadOnlyList<Prediction> predictions) => CardMetrics.Of(ClassificationMetrics.Of(
        EvaluatedImage.Predictions(ClassNames, PositiveLabel, images.Zip(predictions, (i, p) => i with { Prediction = p })), Card.Seed));
}
