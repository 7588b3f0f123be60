using System.Globalization;
using CovidClassifier.Auditing.Labels;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Scoring;
using Google.Protobuf;

namespace CovidClassifier.Workflows;

/// <summary>
/// Trains once per fold and scores the images left out. Everything learned is learned inside the fold; only what no label and no other image takes part in
/// (pixels, activations of layers that stay as they
/// are) is computed once for all.
/// </summary>
internal sealed class CrossValidationRun(TrainingRecipe recipe, int folds, FoldGrouping grouping, int repeats, IProgress<CrossValidationProgress>? progress)
{
    private const string RepeatsKey = "repeats";

    public CrossValidationResult Execute(CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        var current = new CurrentFold(folds * repeats, progress);
        NetworkGraph network = recipe.Build();
        using DecodedDataset decoded = Decode(network, current, cancellationToken);
        (IReadOnlyList<ScoredFold> scored, CostMeter cost) = Score(Shard.Whole, network, decoded, current, cancellationToken);
        TimeSpan duration = TimeProvider.System.GetElapsedTime(began);
        return new CrossValidationResult(
            decoded.Dataset, recipe.PositiveClass, folds, grouping, repeats, [.. scored.SelectMany(f => f.Images)], cost.Result, recipe.Seed, duration)
        {
            Audit = RecipeAudit.Run(recipe, decoded.Dataset, split: null, folds, current, cancellationToken) is { } audit
                ? audit with { Findings = [.. audit.Findings, Contradicted([.. scored.SelectMany(f => f.Images)], decoded.Dataset, cancellationToken)] }
                : null,
            Training = new ReportTraining
            {
                Network = new CardNetwork { Name = recipe.Plan.Title, ParameterCount = cost.Result.Parameters, InputWidth = network.Width,
                    InputHeight = network.Height },
                Runs = [.. scored.Take(folds).Select(f => f.Run).Where(r => r.History.Count > 0)],
                Recipe = Describe(),
            },
            NoHeatMaps = scored.Select(f => f.NoHeatMaps).FirstOrDefault(reason => reason is not null),
        };
    }

    /// <summary>Trains those folds of a shard that are not kept yet, and keeps them.</summary>
    /// <returns>How many folds the shard has.</returns>
    public int Execute(Shard shard, CancellationToken cancellationToken)
    {
        var current = new CurrentFold(folds * repeats, progress);
        NetworkGraph network = recipe.Build();
        using DecodedDataset decoded = Decode(network, current, cancellationToken);
        return Score(shard, network, decoded, current, cancellationToken).Scored.Count;
    }

    /// <summary>What a fold is called, from 0.</summary>
    public static string NameOf(int fold) => FormattableString.Invariant($"fold {fold + 1}");

    private DecodedDataset Decode(NetworkGraph network, CurrentFold current, CancellationToken cancellationToken) => DecodedDataset.Decode(
        recipe.Dataset.ForFolds(recipe.SplitOrigin), network.Width, network.Height, recipe.ImageMemory, current, cancellationToken);

    /// <summary>Trains and scores the folds of a shard, those left out that are kept from another run.</summary>
    private (IReadOnlyList<ScoredFold> Scored, CostMeter Cost) Score(
        Shard shard, NetworkGraph network, DecodedDataset decoded, CurrentFold current, CancellationToken cancellationToken)
    {
        decoded.Dataset.RequireTwoClasses("cross-validation");
        var cost = new CostMeter();
        using var learner = new LateLearner(() => recipe.Plan.Prepare(recipe.Setup(network, decoded, current), cancellationToken), cost);
        FoldFolder? kept = Kept(network, decoded);
        var scored = new List<ScoredFold>();
        foreach ((int repeat, int fold, IReadOnlyList<int> assigned) in shard.Of(Deal(decoded)))
        {
            current.Number = repeat * folds + fold + 1;
            if (kept?.Find(repeat, fold) is { } found)
            {
                scored.Add(found.Fold);
                cost.Take(found.Cost);
                continue;
            }

            scored.Add(ScoreFold(learner.Value, decoded, assigned, fold, repeat, cost, cancellationToken));
            kept?.Keep(repeat, fold, scored[^1], cost.OfFold);
        }

        return (scored, cost);
    }

    /// <summary>All folds in their order, each with the fold of every image.</summary>
    private IEnumerable<(int Repeat, int Fold, IReadOnlyList<int> Assigned)> Deal(DecodedDataset decoded) =>
        from repeat in Enumerable.Range(0, repeats)
        let assigned = decoded.Dataset.Folds(folds, grouping, recipe.Seed + repeat)
        from fold in Enumerable.Range(0, folds)
        select (repeat, fold, assigned);

    private FoldFolder? Kept(NetworkGraph network, DecodedDataset decoded) => recipe.Folds is not { } place ? null
        : new FoldFolder(
            place,
            Fingerprint.Of(
                $"{recipe.Options.Provider}",
                [
                    .. Describe().Where(c => c.Key != RepeatsKey), KeyValuePair.Create("seed", recipe.Seed.ToString(CultureInfo.InvariantCulture)),
                    KeyValuePair.Create("positiveLabel", recipe.PositiveClass),
                ],
                [network.Model.ToByteArray()],
                decoded.Describe()),
            decoded.Dataset, grouping);

    /// <summary>The labels that the folds' models contradict, each image by the mean over the repeats.</summary>
    private AuditFinding Contradicted(IReadOnlyList<CrossValidatedImage> images, XRayDataset dataset, CancellationToken cancellationToken) =>
        LabelErrorFinding.Of(
        new LabelledPredictions(dataset.ClassNames, positiveLabel: null,
            images.GroupBy<CrossValidatedImage, object>(i => i.Image, ReferenceEqualityComparer.Instance).Select(repeated =>
        {
            CrossValidatedImage first = repeated.First();
            double[] mean = [.. dataset.ClassNames.Select((_, c) => repeated.Average(i => i.Prediction.Probabilities[c].Probability))];
            return new LabelledPrediction(first.Label, dataset.ClassNames[Array.IndexOf(mean, mean.Max())], mean, first.Image);
        })),
        "Models that never saw the images",
        LabelErrorFinding.Name,
        recipe.Root.For("audit"),
        cancellationToken);

    /// <summary>The recipe's choices without those that play no part here, and the folds.</summary>
    private SortedDictionary<string, string> Describe() =>
        new(recipe.Describe().Where(c => c.Key is not (TrainingRecipe.TestShareKey or TrainingRecipe.SplitKey)).ToDictionary(), StringComparer.Ordinal)
        {
            ["dealt"] = grouping == FoldGrouping.Patient ? "by patient" : "at random",
            ["folds"] = folds.ToString(CultureInfo.InvariantCulture),
            [RepeatsKey] = repeats.ToString(CultureInfo.InvariantCulture),
        };

    private ScoredFold ScoreFold(
        IPreparedLearner learner, DecodedDataset decoded, IReadOnlyList<int> assigned, int fold, int repeat, CostMeter cost,
            CancellationToken cancellationToken)
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
        Decision decision = Decision.Fit(recipe, learned, pixels, split.Validation, cancellationToken);
        bool isExplained = recipe.HeatMaps && repeat == 0;
        IReadOnlyList<float[]>? known = learned.KnownLogits?.Invoke(outside);
        IScoringModel? model = known is not null && cost.IsMeasured && !isExplained ? null : decision.Model(learned);
        IReadOnlyList<Prediction>? scores = model is null ? null : Score(model, learned, outside, pixels, isKnown: known is not null, cost, cancellationToken);
        IReadOnlyList<Prediction> predictions = known is not null ? decision.Predict(known, cancellationToken) : scores!;
        CrossValidatedImage[] scored =
            [.. outside.Images.Zip(predictions, (image, prediction) => new CrossValidatedImage(image, image.Label!, prediction, fold, repeat))];
        (IReadOnlyList<CrossValidatedImage> images, string? noHeatMaps) =
            isExplained ? FoldHeatMaps.Of(model!, learned.Network, outside.ClassNames, scored, cancellationToken) : (scored, null);
        return new ScoredFold(images, new ReportRun(NameOf(fold), learned.History, learned.BestEpoch), noHeatMaps);
    }

    /// <summary>Measures what scoring costs, and scores the images left out unless that is known.</summary>
    private static IReadOnlyList<Prediction>? Score(
        IScoringModel model, LearnedNetwork learned, XRayDataset outside, DecodedDataset pixels, bool isKnown, CostMeter cost,
            CancellationToken cancellationToken)
    {
        using var scorer = new ImageScorer(model, outside.ClassNames, learned.Network.Width, learned.Network.Height);
        cost.Measure(scorer, learned.Network.ParameterCount, model.Bytes, outside.Images, pixels.Image, cancellationToken);
        return isKnown ? null : scorer.ScoreMany(outside.Images, pixels.Image, cancellationToken: cancellationToken);
    }

    /// <summary>A learner that is prepared when the first fold asks for it: where all folds are kept, none does.</summary>
    private sealed class LateLearner(Func<IPreparedLearner> prepare, CostMeter cost) : IDisposable
    {
        private IPreparedLearner? _learner;

        public IPreparedLearner Value => _learner ??= Prepare();

        public void Dispose() => _learner?.Dispose();

        private IPreparedLearner Prepare()
        {
            cost.Begin();
            IPreparedLearner learner = prepare();
            cost.Prepared();
            return learner;
        }
    }

    /// <summary>Adds the number of the fold under way to a training's progress.</summary>
    private sealed class CurrentFold(int total, IProgress<CrossValidationProgress>? target) : IProgress<TrainingProgress>
    {
        public int Number { get; set; }

        public void Report(TrainingProgress value) => target?.Report(new CrossValidationProgress(Number, total, value));
    }
}
