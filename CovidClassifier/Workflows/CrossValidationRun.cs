using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Data;
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
/// <param name="recipe">What is trained, and how.</param>
/// <param name="folds">How many; by source there are as many as sources that can be left out.</param>
/// <param name="grouping">What stays together.</param>
/// <param name="repeats">How often the images are dealt anew.</param>
/// <param name="progress">Told of everything, or null.</param>
internal sealed class CrossValidationRun(TrainingRecipe recipe, int folds, FoldGrouping grouping, int repeats, IProgress<CrossValidationProgress>? progress)
{
    private const string RepeatsKey = "repeats";

    private double ValidationShare => recipe.Plan.NeedsValidation ? recipe.ValidationShare : 0;

    public CrossValidationResult Execute(CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        XRayDataset dataset = Images();
        var current = new CurrentFold(progress);
        NetworkGraph network = recipe.Build();
        using DecodedDataset decoded = recipe.Decode(dataset, network, current, cancellationToken);
        var cost = new CostMeter();
        using var learner = new LateLearner(() => recipe.Plan.Prepare(recipe.Setup(network, decoded, current), cancellationToken), cost);
        return Execute(network, decoded, () => learner.Value, Kept(network, decoded), current, cost, began, cancellationToken);
    }

    /// <summary>The same where images are decoded and what all folds share is computed already.</summary>
    /// <param name="network">With its first weights.</param>
    /// <param name="decoded">All images; not owned.</param>
    /// <param name="learner">Knows them; not owned.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public CrossValidationResult Execute(NetworkGraph network, DecodedDataset decoded, IPreparedLearner learner, CancellationToken cancellationToken) =>
        Execute(
            network, decoded, () => learner, kept: null, new CurrentFold(progress), new CostMeter(), TimeProvider.System.GetTimestamp(), cancellationToken);

    /// <summary>Trains those folds of a shard that are not kept yet, and keeps them.</summary>
    /// <returns>How many folds the shard has.</returns>
    public int Execute(Shard shard, CancellationToken cancellationToken)
    {
        XRayDataset dataset = Images();
        var current = new CurrentFold(progress);
        NetworkGraph network = recipe.Build();
        using DecodedDataset decoded = recipe.Decode(dataset, network, current, cancellationToken);
        var cost = new CostMeter();
        using var learner = new LateLearner(() => recipe.Plan.Prepare(recipe.Setup(network, decoded, current), cancellationToken), cost);
        return Score(shard, decoded, () => learner.Value, Kept(network, decoded), current, cost, cancellationToken).Scored.Count;
    }

    private XRayDataset Images()
    {
        XRayDataset dataset = recipe.Dataset.ForFolds(grouping == FoldGrouping.Source ? SplitOrigin.LeaveOneSourceOut : recipe.SplitOrigin);
        if (grouping == FoldGrouping.Source)
        {
            // what cannot be answered is said before anything is decoded
            SourceSplits.Of(dataset, ValidationShare, recipe.Seed);
        }

        return dataset;
    }

    /// <summary>Trains and scores the folds of a shard, those left out that are kept from another run.</summary>
    /// <returns>The folds, how many a repeat has in all, and what is to be said of them.</returns>
    private (IReadOnlyList<ScoredFold> Scored, int Count, string[] Sentences) Score(
        Shard shard, DecodedDataset decoded, Func<IPreparedLearner> learner, Func<int, FoldFolder>? kept, CurrentFold current, CostMeter cost,
        CancellationToken cancellationToken)
    {
        decoded.Dataset.RequireTwoClasses("cross-validation");
        var scored = new List<ScoredFold>();
        string[] sentences = [];
        int count = 0;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            Fold[] dealt = Deal(decoded.Dataset, repeat, out IReadOnlyList<string> said);
            (count, sentences) = (dealt.Length, [.. sentences.Union(said)]);
            current.Total = count * repeats;
            FoldFolder? folder = kept?.Invoke(count);
            for (int fold = 0; fold < count; fold++)
            {
                if (!shard.Contains(repeat * count + fold))
                {
                    continue;
                }

                current.Begin(repeat * count + fold + 1, dealt[fold].Name);
                if (folder?.Find(repeat, fold, dealt[fold].Name) is { } found)
                {
                    scored.Add(found.Fold);
                    cost.Take(found.Cost);
                    continue;
                }

                scored.Add(ScoreFold(learner(), decoded, dealt[fold], fold, repeat, cost, cancellationToken));
                folder?.Keep(repeat, fold, scored[^1], cost.OfFold);
            }
        }

        return (scored, count, sentences);
    }

    /// <summary>Where folds are kept, once it is known how many there are; null: nowhere.</summary>
    private Func<int, FoldFolder>? Kept(NetworkGraph network, DecodedDataset decoded) => recipe.Folds is not { } place ? null
        : count => new FoldFolder(
            place,
            Fingerprint.Of(
                $"{recipe.Options.Provider}",
                [
                    .. Describe(count).Where(c => c.Key != RepeatsKey), KeyValuePair.Create("seed", recipe.Seed.ToString(CultureInfo.InvariantCulture)),
                    KeyValuePair.Create("positiveLabel", recipe.PositiveClass),
                ],
                [network.Model.ToByteArray()],
                decoded.Describe()),
            decoded.Dataset, grouping);

    private CrossValidationResult Execute(
        NetworkGraph network, DecodedDataset decoded, Func<IPreparedLearner> learner, Func<int, FoldFolder>? kept, CurrentFold current, CostMeter cost,
        long began, CancellationToken cancellationToken)
    {
        (IReadOnlyList<ScoredFold> scored, int count, string[] sentences) =
            Score(Shard.Whole, decoded, learner, kept, current, cost, cancellationToken);

        TimeSpan duration = TimeProvider.System.GetElapsedTime(began);
        return new CrossValidationResult(
            decoded.Dataset, recipe.PositiveClass, count, grouping, repeats, [.. scored.SelectMany(f => f.Images)], cost.Result, recipe.Seed, duration,
                sentences)
        {
            Audit = RecipeAudit.Run(
                recipe, decoded.Dataset, split: null, grouping == FoldGrouping.Source ? AuditOptions.StandardFolds : count, current, cancellationToken)
                is { } audit
                ? ContradictedLabels.Judged(
                    audit, [.. scored.SelectMany(f => f.Images)], decoded.Dataset.ClassNames, "Models that never saw the images", recipe.Root.For("audit"),
                    cancellationToken)
                : null,
            Training = new ReportTraining
            {
                Network = new CardNetwork
                {
                    Name = recipe.Plan.Title,
                    ParameterCount = cost.Result.Parameters,
                    InputWidth = network.Width,
                    InputHeight = network.Height
                },
                Runs = [.. scored.Take(count).Select(f => f.Run).Where(r => r.History.Count > 0)],
                Recipe = Describe(count),
            },
            NoHeatMaps = scored.Select(f => f.NoHeatMaps).FirstOrDefault(reason => reason is not null),
        };
    }

    /// <summary>The recipe's choices without those that play no part here, and the folds.</summary>
    private SortedDictionary<string, string> Describe(int count) =>
        new(recipe.Describe().Where(c => c.Key is not (TrainingRecipe.TestShareKey or TrainingRecipe.SplitKey)).ToDictionary(), StringComparer.Ordinal)
        {
            ["dealt"] = grouping switch { FoldGrouping.Patient => "by patient", FoldGrouping.Source => "one source each", _ => "at random" },
            ["folds"] = count.ToString(CultureInfo.InvariantCulture),
            [RepeatsKey] = repeats.ToString(CultureInfo.InvariantCulture),
        };

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
    private sealed class CurrentFold(IProgress<CrossValidationProgress>? target) : IProgress<TrainingProgress>
    {
        private int _number;
        private string _name = "";

        public int Total { get; set; }

        public void Begin(int number, string name) => (_number, _name) = (number, name);

        public void Report(TrainingProgress value) => target?.Report(new CrossValidationProgress(_number, Total, value) { Name = _name });
    }
}
