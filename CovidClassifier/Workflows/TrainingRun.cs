using CovidClassifier.Foundation;
using CovidClassifier.Guarding;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Checkpoints;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Scoring;

namespace CovidClassifier.Workflows;

/// <summary>One training from images to model: decode, split, train, score the held-out images once, write the card.</summary>
internal sealed class TrainingRun(TrainingRecipe recipe, IProgress<TrainingProgress>? progress)
{
    public TrainedModel Execute(CancellationToken cancellationToken)
    {
        using CheckpointHold? hold = recipe.Checkpoints is { } checkpoints ? CheckpointHold.Take(checkpoints) : null;
        NetworkGraph network = recipe.Build();
        using DecodedDataset decoded = DecodedDataset.Decode(recipe.Dataset, network.Width, network.Height, recipe.ImageMemory, progress, cancellationToken);
        decoded.Dataset.RequireTwoClasses("training");
        DatasetSplit split = decoded.Dataset.SplitBy(recipe.SplitOrigin, recipe.ValidationShare, recipe.TestShare, recipe.Seed);

        AuditResult? audit = RecipeAudit.Run(recipe, decoded.Dataset, split, AuditOptions.StandardFolds, progress, cancellationToken);

        using IPreparedLearner learner = recipe.Plan.Prepare(recipe.Setup(network, decoded, progress), cancellationToken);
        LearnedNetwork learned = learner.Train(
            new LearnerTask(split.Training, split.Validation, recipe.Root)
            {
                Checkpoints = recipe.Checkpoints is { } place ? new CheckpointFolder(place, recipe.Fingerprint(network, decoded.Describe())) : null,
            },
            cancellationToken);

        DecodedDataset images = learned.Images ?? decoded;
        try
        {
            return Model(learned, decoded, split, images, audit, cancellationToken);
        }
        catch
        {
            learned.Dispose();
            throw;
        }
    }

    private TrainedModel Model(
        LearnedNetwork learned, DecodedDataset decoded, DatasetSplit split, DecodedDataset images, AuditResult? audit, CancellationToken cancellationToken)
    {
        Decision decision = Decision.Fit(recipe, learned, images, split.Validation, cancellationToken);
        var coarse = CoarseImages.Of(images, [split.Training, split.Validation], cancellationToken);
        InputGuard? guard = coarse.Guard();
        ModelCard card = new TrainingCard(recipe, images, split, learned, decision).Write() with
        {
            Audit = audit?.ForCard(),
            Guard = guard is null ? null : CardGuard.Of(guard, coarse.Count),
        };
        IScoringModel model = decision.Model(learned, guard);
        using var scorer = new ImageScorer(model, card.ClassNames, card.Network.InputWidth, card.Network.InputHeight);
        EvaluationResult? validation = Measure(scorer, card, images, split.Validation, cancellationToken), test =
            Measure(scorer, card, images, split.Test, cancellationToken);
        return new TrainedModel(
            model, card with { Metrics = Metrics(("validation", validation), ("test", test)) }) { Dataset = decoded.Dataset, HeldOut = test };
    }

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
        return new EvaluationResult(card, images, seenImages: 0, decoded.Dataset.Problems, decoded.Dataset.Warnings);
    }
}
