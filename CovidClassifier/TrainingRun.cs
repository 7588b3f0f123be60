using CovidClassifier.Data;
using CovidClassifier.Evaluation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging;
using CovidClassifier.Plumbing;
using CovidClassifier.Training;

namespace CovidClassifier;

/// <summary>One training from images to model: decode, split, train, score the held-out images once, write the card.</summary>
internal sealed class TrainingRun(TrainingRecipe recipe, IProgress<TrainingProgress>? progress)
{
    public CovidModel Execute(CancellationToken cancellationToken)
    {
        NetworkGraph network = recipe.Network.Build(recipe.Dataset!.ClassNames.Count, recipe.Root.For("weights"));
        using DecodedDataset decoded = DecodedDataset.Decode(recipe.Dataset, network.Width, network.Height, recipe.ImageMemory, progress, cancellationToken);
        decoded.Dataset.RequireTwoClasses("training");
        DatasetSplit split = decoded.Dataset.Split(recipe.ValidationShare, recipe.TestShare, recipe.Seed);
        TrainingResult result = Train(network, decoded, split, cancellationToken);

        NetworkGraph trained = network with { Model = WithWeights(network.Model, result.Weights) };
        var rule = new DecisionRule(recipe.Dataset.ClassNames, recipe.PositiveClass, threshold: 0.5f);
        ModelCard card = new TrainingCard(recipe, network, decoded, split, result).Write();
        CovidModel model = CovidModel.Create(ScoringGraph.Build(trained, rule), card);
        try
        {
            return model.WithMetrics(new Dictionary<string, ClassificationMetrics?>
            {
                ["validation"] = Measure(model, decoded, split.Validation, cancellationToken),
                ["test"] = Measure(model, decoded, split.Test, cancellationToken),
            });
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private TrainingResult Train(NetworkGraph network, DecodedDataset decoded, DatasetSplit split, CancellationToken cancellationToken)
    {
        XRaySamples training = decoded.Samples(split.Training, recipe.Augmentation, recipe.Root);
        XRaySamples? validation = split.Validation.Count > 0 ? decoded.Samples(split.Validation, Augmentation.AugmentationOptions.None, recipe.Root) : null;
        var loop = new TrainingLoop(
            network, [new ParameterGroup(network.Parameters)], recipe.Dataset!.ClassNames.Count, recipe.Options, recipe.Root.For("training"), TimeProvider.System);
        string fingerprint = recipe.Checkpoints is null ? "" : recipe.Fingerprint(network, decoded.Describe());
        return loop.Run(training, validation, recipe.Checkpoints, fingerprint, progress, cancellationToken);
    }

    private ClassificationMetrics? Measure(CovidModel model, DecodedDataset decoded, XRayDataset part, CancellationToken cancellationToken)
    {
        if (part.Count == 0)
        {
            return null;
        }

        var relay = new Relay<PredictionProgress, TrainingProgress>(progress, p => new TrainingProgress(TrainingStage.Testing, p.Done, part.Count));
        IReadOnlyList<Prediction> predictions = model.PredictMany(part.Images, decoded.Image, relay, cancellationToken);
        return ModelMetrics.Of(model, [.. part.Images.Select(i => i.Label!)], predictions);
    }

    private static ModelProto WithWeights(ModelProto network, IReadOnlyDictionary<string, float[]> weights)
    {
        ModelProto trained = network.Clone();
        foreach (TensorProto initializer in trained.Graph.Initializer)
        {
            if (weights.TryGetValue(initializer.Name, out float[]? values))
            {
                initializer.SetFloats(values);
            }
        }

        return trained;
    }
}
