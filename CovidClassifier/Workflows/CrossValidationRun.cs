using System.Globalization;
using CovidClassifier.Auditing.Labels;
using CovidClassifier.Foundation;
using CovidClassifier.Data;
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
/// <param name="recipe">What is trained, and how.</param>
/// <param name="folds">How many; by source there are as many as sources that can be left out.</param>
/// <param name="grouping">What stays together.</param>
/// <param name="repeats">How often the images are dealt anew.</param>
/// <param name="progress">Told of everything, or null.</param>
internal sealed class CrossValidationRun(TrainingRecipe recipe, int folds, FoldGrouping grouping, int repeats, IProgress<CrossValidationProgress>? progress)
{
    public CrossValidationResult Execute(CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        XRayDataset dataset = recipe.Dataset.ForFolds(grouping == FoldGrouping.Source ? SplitOrigin.LeaveOneSourceOut : recipe.SplitOrigin);
        if (grouping == FoldGrouping.Source)
        {
            // what cannot be answered is said before anything is decoded
            SourceSplits.Of(dataset, ValidationShare, recipe.Seed);
        }

        var current = new CurrentFold(progress);
        NetworkGraph network = recipe.Build();
        using DecodedDataset decoded = DecodedDataset.Decode(dataset, network.Width, network.Height, recipe.ImageMemory, current, cancellationToken);
        decoded.Dataset.RequireTwoClasses("cross-validation");
        var cost = new CostMeter();
        using IPreparedLearner learner = recipe.Plan.Prepare(recipe.Setup(network, decoded, current), cancellationToken);
        cost.Prepared();
        return Execute(network, decoded, learner, current, cost, began, cancellationToken);
    }

    /// <summary>The same where images are decoded and what all folds share is computed already.</summary>
    /// <param name="network">With its first weights.</param>
    /// <param name="decoded">All images; not owned.</param>
    /// <param name="learner">Knows them; not owned.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public CrossValidationResult Execute(NetworkGraph network, DecodedDataset decoded, IPreparedLearner learner, CancellationToken cancellationToken) =>
        Execute(network, decoded, learner, new CurrentFold(progress), new CostMeter(), TimeProvider.System.GetTimestamp(), cancellationToken);

    private CrossValidationResult Execute(
        NetworkGraph network, DecodedDataset decoded, IPreparedLearner learner, CurrentFold current, CostMeter cost, long began,
            CancellationToken cancellationToken)
    {
        var scored = new List<ScoredFold>();
        string[] sentences = [];
        int count = 0;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            Fold[] dealt = Deal(decoded.Dataset, repeat, out IReadOnlyList<string> said);
            (count, sentences) = (dealt.Length, [.. sentences.Union(said)]);
            current.Total = count * repeats;
            for (int fold = 0; fold < count; fold++)
            {
                current.Begin(repeat * count + fold + 1, dealt[fold].Name);
                scored.Add(ScoreFold(learner, decoded, dealt[fold], fold, repeat, cost, cancellationToken));
            }
        }

        TimeSpan duration = TimeProvider.System.GetElapsedTime(began);
        return new CrossValidationResult(
            decoded.Dataset, recipe.PositiveClass, count, grouping, repeats, [.. scored.SelectMany(f => f.Images)], cost.Result, recipe.Seed, duration,
                sentences)
        {
            Audit = RecipeAudit.Run(
                recipe, decoded.Dataset, split: null, grouping == FoldGrouping.Source ? AuditOptions.StandardFolds : count, current, cancellationToken)
                is { } audit
                ? audit with { Findings = [.. audit.Findings, Contradicted([.. scored.SelectMany(f => f.Images)], decoded.Dataset, cancellationToken)] }
                : null,
            Training = new ReportTraining
            {
                Network = new CardNetwork { Name = recipe.Plan.Title, ParameterCount = cost.Result.Parameters, InputWidth = network.Width,
                    InputHeight = network.Height },
                Runs = [.. scored.Take(count).Select(f => f.Run).Where(r => r.History.Count > 0)],
                Recipe = Describe(count),
            },
            NoHeatMaps = scored.Select(f => f.NoHeatMaps).FirstOrDefault(reason => reason is not null),
        };
    }

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
    private SortedDictionary<string, string> Describe(int count) =>
        new(recipe.Describe().Where(c => c.Key is not (TrainingRecipe.TestShareKey or TrainingRecipe.SplitKey)).ToDictionary(), StringComparer.Ordinal)
        {
            ["dealt"] = grouping switch { FoldGrouping.Patient => "by patient", FoldGrouping.Source => "one source each", _ => "at random" },
            ["folds"] = count.ToString(CultureInfo.InvariantCulture),
            ["repeats"] = repeats.ToString(CultureInfo.InvariantCulture),
        };

    private double ValidationShare => recipe.Plan.NeedsValidation ? recipe.ValidationShare : 0;

    private Fold[] Deal(XRayDataset all, int repeat, out IReadOnlyList<string> sentences)
    {
        if (grouping == FoldGrouping.Source)
        {
            var sources = SourceSplits.Of(all, ValidationShare, recipe.Seed + repeat);
            sentences = sources.Sentences;
            return [.. sources.Splits.Select(s => new Fold(s.Source, s.Split.Training, s.Split.Validation, s.Split.Test))];
        }

        sentences = [];
        IReadOnlyList<int> assigned = all.Folds(folds, grouping, recipe.Seed + repeat);
        int[] images = [.. Enumerable.Range(0, all.Count)];
        return
        [
            .. Enumerable.Range(0, folds).Select(fold =>
            {
                XRayDataset inside = all.Subset($"fold {fold + 1} training", images.Where(i => assigned[i] != fold));
                DatasetSplit split = inside.Split(ValidationShare, test: 0, recipe.Seed + repeat);
                return new Fold(
                    FormattableString.Invariant($"fold {fold + 1}"), split.Training, split.Validation,
                        all.Subset($"fold {fold + 1}", images.Where(i => assigned[i] == fold)));
            }),
        ];
    }

    private ScoredFold ScoreFold(
        IPreparedLearner learner, DecodedDataset decoded, Fold dealt, int fold, int repeat, CostMeter cost, CancellationToken cancellationToken)
    {
        XRayDataset outside = dealt.Outside;
        Seed seed = recipe.Root.For("fold").For(repeat).For(fold);
        cost.Begin();
        using LearnedNetwork learned = learner.Train(new LearnerTask(dealt.Training, dealt.Validation, seed), cancellationToken);
        cost.Trained();

        DecodedDataset pixels = learned.Images ?? decoded;
        Decision decision = Decision.Fit(recipe, learned, pixels, dealt.Validation, cancellationToken);
        bool isExplained = recipe.HeatMaps && repeat == 0;
        IReadOnlyList<float[]>? known = learned.KnownLogits?.Invoke(outside);
        IScoringModel? model = known is not null && cost.IsMeasured && !isExplained ? null : decision.Model(learned);
        IReadOnlyList<Prediction>? scores = model is null ? null : Score(model, learned, outside, pixels, isKnown: known is not null, cost, cancellationToken);
        IReadOnlyList<Prediction> predictions = known is not null ? decision.Predict(known, cancellationToken) : scores!;
        CrossValidatedImage[] scored =
            [.. outside.Images.Zip(predictions, (image, prediction) => new CrossValidatedImage(image, image.Label!, prediction, fold, repeat))];
        (IReadOnlyList<CrossValidatedImage> images, string? noHeatMaps) =
            isExplained ? FoldHeatMaps.Of(model!, learned.Network, outside.ClassNames, scored, cancellationToken) : (scored, null);
        return new ScoredFold(images, new ReportRun(dealt.Name, learned.History, learned.BestEpoch), noHeatMaps);
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

    /// <param name="Name">Its number, or the source that is left out.</param>
    /// <param name="Training">What its model learns from.</param>
    /// <param name="Validation">What decides which epoch is best; may be empty.</param>
    /// <param name="Outside">Those left out.</param>
    private sealed record Fold(string Name, XRayDataset Training, XRayDataset Validation, XRayDataset Outside);

    /// <param name="Images">Those left out, scored.</param>
    /// <param name="Run">Its training.</param>
    /// <param name="NoHeatMaps">Why its images have no heat maps, though they were asked for; null: they have, or they were not.</param>
    private sealed record ScoredFold(IReadOnlyList<CrossValidatedImage> Images, ReportRun Run, string? NoHeatMaps);

    /// <summary>Adds the number of the fold under way to a training's progress.</summary>
    private sealed class CurrentFold(IProgress<CrossValidationProgress>? target) : IProgress<TrainingProgress>
    {
        private int _number;
        private string _name = "";

        public int Total { get; set; }

        public void Begin(int number, string name) => (_number, _name) = (number, name);

        public void Report(TrainingProgress value) => target?.Report(new CrossValidationProgress(_number, Total, value) { Name = _name });
    }
}
