using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Checkpoints;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;

namespace CovidClassifier.Workflows;

/// <summary>One training from images to model: decode, split, train, score the held-out images once, write the card.</summary>
internal sealed class TrainingRun(TrainingRecipe recipe, IProgress<TrainingProgress>? progress)
{
    public CovidModel Execute(CancellationToken cancellationToken)
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
        CovidModel model = Model(learned, images, split, audit, cancellationToken);
        try
        {
            model.Record(decoded.Dataset, Measure(model, images, split.Validation, cancellationToken), Measure(model, images, split.Test, cancellationToken));
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private CovidModel Model(LearnedNetwork learned, DecodedDataset images, DatasetSplit split, AuditResult? audit, CancellationToken cancellationToken)
    {
        try
        {
            Decision decision = Decision.Fit(recipe, learned, split.Validation, images.Image, cancellationToken);
            ModelCard card = new TrainingCard(recipe, images, split, learned, decision).Write() with { Audit = audit };
            return CovidModel.Create(decision.Form(learned), card);
        }
        catch
        {
            learned.Dispose();
            throw;
        }
    }

    private EvaluationResult? Measure(CovidModel model, DecodedDataset decoded, XRayDataset part, CancellationToken cancellationToken)
    {
        if (part.Count == 0)
        {
            return null;
        }

        var relay = new Relay<PredictionProgress, TrainingProgress>(progress, p => new TrainingProgress(TrainingStage.Testing, p.Done, part.Count));
        IReadOnlyList<Prediction> predictions = model.PredictPixels(part.Images, decoded.Image, relay, cancellationToken);
        EvaluatedImage[] images = [.. part.Images.Zip(predictions, (image, prediction) => new EvaluatedImage(image, image.Label!, prediction))];
        return new EvaluationResult(model, images, seenImages: 0, decoded.Dataset.Problems, decoded.Dataset.Warnings);
    }
}
