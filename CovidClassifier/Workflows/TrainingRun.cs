using CovidClassifier.Evaluation.Conformal;
using CovidClassifier.Foundation;
using CovidClassifier.Guarding;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Checkpoints;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Scoring;

namespace CovidClassifier.Workflows;

/// <summary>
/// One training from images to model: decode, split, train, score the held-out images once, write the card. Where each source is to be left out once, what is
/// held out is scored by models of the same recipe that were trained without its source, and the model that is kept is trained on all sources.
/// </summary>
internal sealed class TrainingRun(TrainingRecipe recipe, IProgress<TrainingProgress>? progress)
{
    private const string LeftOutNote = "The figures of left-out sources are those of this recipe: each image was scored by a model that was trained without "
        + "its source. The model that is kept was trained on all sources, so that nothing measures it but images from elsewhere.";

    public TrainedModel Execute(CancellationToken cancellationToken)
    {
        using CheckpointHold? hold = recipe.Checkpoints is { } checkpoints ? CheckpointHold.Take(checkpoints) : null;
        using var start = TrainingStart.Of(recipe, progress, cancellationToken);
        (NetworkGraph network, DecodedDataset decoded, DatasetSplit split) = start;

        if (recipe.SetLevel is { } level)
        {
            RequireEnoughForSets(level, split.Validation);
        }

        AuditResult? audit = RecipeAudit.Run(recipe, decoded.Dataset, split, AuditOptions.StandardFolds, progress, cancellationToken);

        using IPreparedLearner learner = recipe.Plan.Prepare(recipe.Setup(network, decoded, progress), cancellationToken);
        CrossValidationResult? sources = recipe.LeavesSourcesOut ? LeaveOut(network, decoded, learner, cancellationToken) : null;
        LearnedNetwork learned = learner.Train(
            new LearnerTask(split.Training, split.Validation, recipe.Root)
            {
                Checkpoints = recipe.Checkpoints is { } place ? new CheckpointFolder(place, recipe.Fingerprint(network, decoded.Describe())) : null,
            },
            cancellationToken);

        DecodedDataset images = learned.Images ?? decoded;
        try
        {
            return Model(learned, decoded, split, images, audit, sources, cancellationToken);
        }
        catch
        {
            learned.Dispose();
            throw;
        }
    }

    // a level that somebody chose is kept or refused before anything is trained
    private static void RequireEnoughForSets(double level, XRayDataset validation)
    {
        int[] counts = [.. validation.ClassNames.Select(name => validation.Images.Count(i => i.Label == name))];
        if (ConformalSets.Lack(level, counts, validation.ClassNames) is { } lack)
        {
            throw new DatasetException($"{lack} Choose a lower level, or a larger share of validation images.", validation.Root);
        }
    }

    private CrossValidationResult LeaveOut(
        NetworkGraph network, DecodedDataset decoded, IPreparedLearner learner, CancellationToken cancellationToken)
    {
        TrainingRecipe plain = recipe with { Audits = AuditDepth.None, HeatMaps = false, Checkpoints = null };
        var run = new CrossValidationRun(
            plain, folds: 0, FoldGrouping.Source, repeats: 1,
            new Relay<CrossValidationProgress, TrainingProgress>(progress, p => p.Training with { LeftOutSource = p.Name }));
        return run.Execute(network, decoded, learner, cancellationToken);
    }

    private TrainedModel Model(
        LearnedNetwork learned, DecodedDataset decoded, DatasetSplit split, DecodedDataset images, AuditResult? audit, CrossValidationResult? sources,
            CancellationToken cancellationToken)
    {
        Decision decision = Decision.Fit(recipe, learned, images, split.Validation, cancellationToken);
        var coarse = CoarseImages.Of(images, [split.Training, split.Validation], cancellationToken);
        InputGuard? guard = coarse.Guard();
        ModelCard card = new TrainingCard(recipe, images, split, learned, decision).Write() with
        {
            Audit = audit?.ForCard(),
            Guard = guard is null ? null : CardGuard.Of(guard, coarse.Count),
        };
        card = guard is not null ? card : card with
        {
            Warnings = [.. card.Warnings, $"The model has no input guard: that takes {InputGuard.LeastImages} images of two patients or more."],
        };
        IScoringModel model = decision.Model(learned, guard);
        using var scorer = new ImageScorer(model, card.ClassNames, card.Network.InputWidth, card.Network.InputHeight);
        EvaluationResult? validation = Measure(scorer, card, images, split.Validation, cancellationToken), test =
            Measure(scorer, card, images, split.Test, cancellationToken), left = sources is null ? null : OfSources(card, decoded, sources);
        (CardSets? sets, string? lack) = Sets(card, validation);
        ModelCard measured = card with
        {
            Metrics = Metrics(("validation", validation), ("test", test), ("leftOutSources", left)),
            Sources = sources?.LeftOutSources is { } found ? CardSource.Of(found) : [],
            Warnings = [.. card.Warnings, .. sources is null ? (string[])[] : [LeftOutNote, .. sources.LeftOutSources!.Sentences]],
            Sets = sets,
            NoSets = lack,
            Reference = Reference(card, images, validation, test),
        };
        return new TrainedModel(model, measured) { Dataset = decoded.Dataset, HeldOut = test?.With(sets) ?? left };
    }

    private const int MostReferences = 200;

    /// <summary>Traits of the images that no weight was trained on, a seeded choice of them where they are many.</summary>
    private CardReference? Reference(ModelCard card, DecodedDataset images, params IEnumerable<EvaluationResult?> unseen)
    {
        EvaluatedImage[] all = [.. unseen.SelectMany(r => r?.Images ?? [])];
        int[] order = [.. Enumerable.Range(0, all.Length)];
        recipe.Root.For("reference").Open().Shuffle(order.AsSpan());
        IReadOnlyDictionary<string, double>[] traits =
        [
            .. order.Take(MostReferences).Order().Select(i => DriftTraits.Of(images.Image(all[i].Image), all[i].Prediction, card.PositiveLabel)),
        ];
        string[] names = [.. DriftTraits.Names(card.PositiveLabel).Where(n => traits.Length > 0 && traits.All(t => t.ContainsKey(n)))];
        return names.Length == 0 ? null : new CardReference
        {
            Traits = names.ToDictionary(n => n, n => (IReadOnlyList<double>)[.. traits.Select(t => t[n])], StringComparer.Ordinal),
        };
    }

    private (CardSets? Sets, string? Lack) Sets(ModelCard card, EvaluationResult? validation)
    {
        if (validation is null)
        {
            return (null, "There are no validation images to choose prediction sets on.");
        }

        LabelledPredictions images = validation.Predictions;
        var sets = ConformalSets.Fit(recipe.SetLevel ?? ConformalSets.UsualLevel, images.Probabilities, images.Labels, card.ClassNames, out string? lack);
        return (sets is null ? null : CardSets.Of(sets, card.ClassNames), lack);
    }

    private static EvaluationResult OfSources(ModelCard card, DecodedDataset decoded, CrossValidationResult sources) => new(
        card, [.. sources.Images.Select(i => new EvaluatedImage(i.Image, i.Label, i.Prediction))], seenImages: 0, decoded.Dataset.Problems,
            [.. sources.Warnings, LeftOutNote])
    {
        LeftOutSources = sources.LeftOutSources,
        Notes = card.Notes,
    };

    private static Dictionary<string, CardMetrics> Metrics(params IEnumerable<(string Part, EvaluationResult? Result)> parts) =>
        parts.Where(p => p.Result is not null).ToDictionary(p => p.Part, p => CardMetrics.Of(p.Result!.Metrics), StringComparer.Ordinal);

    private EvaluationResult? Measure(ImageScorer scorer, ModelCard card, DecodedDataset decoded, XRayDataset part, CancellationToken cancellationToken)
    {
        if (part.Count == 0)
        {
            return null;
        }

        var relay = new Relay<PredictionProgress, TrainingProgress>(progress, p => new TrainingProgress(TrainingStage.Testing, p.Done, part.Count));
        IReadOnlyList<Prediction> predictions = scorer.ScoreMany(part.Images, decoded.Image, relay, cancellationToken);
        EvaluatedImage[] images = [.. part.Images.Zip(predictions, (image, prediction) => new EvaluatedImage(image, image.Label!, prediction))];
        return new EvaluationResult(card, images, seenImages: 0, decoded.Dataset.Problems, [.. decoded.Dataset.Warnings.Union(card.Warnings)])
        {
            Notes = card.Notes,
        };
    }
}
