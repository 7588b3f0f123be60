using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Scoring;

namespace CovidClassifier.Workflows;

/// <summary>
/// Trains once per fold and scores the images left out. Everything learned is learned inside the fold; only what no label and no other image takes part in
/// (pixels, activations of layers that stay as they
/// are) is computed once for all.
/// </summary>
internal sealed class CrossValidationRun(TrainingRecipe recipe, int folds, FoldGrouping grouping, int repeats, IProgress<CrossValidationProgress>? progress)
{
    public CrossValidationResult Execute(CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        var current = new CurrentFold(folds * repeats, progress);
        NetworkGraph network = recipe.Build();
        using DecodedDataset decoded = DecodedDataset.Decode(recipe.Dataset.ForFolds(recipe.SplitOrigin), network.Width, network.Height, recipe.ImageMemory, current, cancellationToken);
        decoded.Dataset.RequireTwoClasses("cross-validation");
        var cost = new CostMeter();
        using IPreparedLearner learner = recipe.Plan.Prepare(recipe.Setup(network, decoded, current), cancellationToken);
        cost.Prepared();

        var scored = new List<ScoredFold>();
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            IReadOnlyList<int> assigned = decoded.Dataset.Folds(folds, grouping, recipe.Seed + repeat);
            for (int fold = 0; fold < folds; fold++)
            {
                current.Number = repeat * folds + fold + 1;
                scored.Add(ScoreFold(learner, decoded, assigned, fold, repeat, cost, cancellationToken));
            }
        }

        TimeSpan duration = TimeProvider.System.GetElapsedTime(began);
        return new CrossValidationResult(
            decoded.Dataset, recipe.PositiveClass, folds, grouping, repeats, [.. scored.SelectMany(f => f.Images)], cost.Result, recipe.Seed, duration)
        {
            Audit = RecipeAudit.Run(recipe, decoded.Dataset, split: null, folds, current, cancellationToken),
            Training = new ReportTraining
            {
                Network = new CardNetwork { Name = recipe.Plan.Title, ParameterCount = cost.Result.Parameters, InputWidth = network.Width, InputHeight = network.Height },
                Runs = [.. scored.Take(folds).Select(f => f.Run).Where(r => r.History.Count > 0)],
                Recipe = Describe(),
            },
            NoHeatMaps = scored.Select(f => f.NoHeatMaps).FirstOrDefault(reason => reason is not null),
        };
    }

    /// <summary>The recipe's choices without those that play no part here, and the folds.</summary>
    private SortedDictionary<string, string> Describe() =>
        new(recipe.Describe().Where(c => c.Key is not (TrainingRecipe.TestShareKey or TrainingRecipe.SplitKey)).ToDictionary(), StringComparer.Ordinal)
        {
            ["dealt"] = grouping == FoldGrouping.Patient ? "by patient" : "at random",
            ["folds"] = folds.ToString(CultureInfo.InvariantCulture),
            ["repeats"] = repeats.ToString(CultureInfo.InvariantCulture),
        };

    private ScoredFold ScoreFold(
        IPreparedLearner learner, DecodedDataset decoded, IReadOnlyList<int> assigned, int fold, int repeat, CostMeter cost, CancellationToken cancellationToken)
    {
        XRayDataset all = decoded.Dataset;
        XRayDataset inside = all.Subset($"fold {fold + 1} training", Enumerable.Range(0, all.Count).Where(i => assigned[i] != fold));
        XRayDataset outside = all.Subset($"fold {fold + 1}", Enumerable.Range(0, all.Count).Where(i => assigned[i] == fold));
        Seed seed = recipe.Root.For("fold").For(repeat).For(fold);
        DatasetSplit split = inside.Split(recipe.Plan.NeedsValidation ? recipe.ValidationShare : 0, test: 0, recipe.Seed + repeat);
        cost.Begin();
        using LearnedNetwork learned = learner.Train(new LearnerTask(split.Training, split.Validation, seed), cancellationToken);
        cost.Trained();

        DecodedDataset pixels = learned.Images ?? decoded;
        Decision decision = Decision.Fit(recipe, learned, split.Validation, pixels.Image, cancellationToken);
        bool isExplained = recipe.HeatMaps && repeat == 0;
        using CovidModel? model = learned.KnownLogits is not null && cost.IsMeasured && !isExplained ? null : Model(learned, decision, cost, outside, pixels, cancellationToken);
        IReadOnlyList<Prediction> predictions = learned.KnownLogits is { } known
            ? decision.Predict(known(outside), cancellationToken)
            : model!.PredictPixels(outside.Images, pixels.Image, cancellationToken: cancellationToken);
        CrossValidatedImage[] scored = [.. outside.Images.Zip(predictions, (image, prediction) => new CrossValidatedImage(image, image.Label!, prediction, fold, repeat))];
        (IReadOnlyList<CrossValidatedImage> images, string? noHeatMaps) = isExplained ? FoldHeatMaps.Of(model!, scored, cancellationToken) : (scored, null);
        return new ScoredFold(images, new ReportRun(FormattableString.Invariant($"fold {fold + 1}"), learned.History, learned.BestEpoch), noHeatMaps);
    }

    private CovidModel Model(
        LearnedNetwork learned, Decision decision, CostMeter cost, XRayDataset outside, DecodedDataset decoded, CancellationToken cancellationToken)
    {
        var card = new ModelCard
        {
            ClassNames = outside.ClassNames,
            PositiveLabel = recipe.PositiveClass,
            Threshold = decision.Rule.Threshold,
            Network = new CardNetwork { Name = recipe.Plan.Name, InputWidth = learned.Network.Width, InputHeight = learned.Network.Height },
        };
        IScoringModel form = decision.Form(learned);
        CovidModel model = CovidModel.Create(form, card);
        try
        {
            cost.Measure(model, learned.Network.ParameterCount, form.Bytes, outside.Images, decoded.Image, cancellationToken);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <param name="Images">Those left out, scored.</param>
    /// <param name="Run">Its training.</param>
    /// <param name="NoHeatMaps">Why its images have no heat maps, though they were asked for; null: they have, or they were not.</param>
    private sealed record ScoredFold(IReadOnlyList<CrossValidatedImage> Images, ReportRun Run, string? NoHeatMaps);

    /// <summary>Adds the number of the fold under way to a training's progress.</summary>
    private sealed class CurrentFold(int total, IProgress<CrossValidationProgress>? target) : IProgress<TrainingProgress>
    {
        public int Number { get; set; }

        public void Report(TrainingProgress value) => target?.Report(new CrossValidationProgress(Number, total, value));
    }
}
