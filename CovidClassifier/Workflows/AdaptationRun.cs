using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;

namespace CovidClassifier.Workflows;

/// <summary>Trains a model's last blocks on few images of another place. Activations before them are computed once for all of its trainings.</summary>
internal sealed class AdaptationRun : IDisposable
{
    private const int Folds = 5;
    private const double LeftOutShare = 0.3;

    private static readonly int[] Sizes = [10, 20, 50, 100];

    private readonly AdaptationOptions _options;
    private readonly DecodedDataset _images;
    private readonly LearnedNetwork _before;
    private readonly IPreparedLearner _learner;
    private readonly Dictionary<XRayImage, float[]> _known;
    private readonly string _positiveLabel;
    private readonly AdaptationProgress _progress;
    private readonly DatasetSplit[] _curveSplits;
    private readonly int[] _curveSizes;

    /// <param name="network">The model's own, pixels to logits; where it averages over several looks at an image, that of one.</param>
    /// <param name="local">Labelled with the model's classes.</param>
    /// <param name="positiveLabel">The model's.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of each step, or null.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    public AdaptationRun(
        NetworkGraph network, XRayDataset local, string positiveLabel, AdaptationOptions options, IProgress<TrainingProgress>? progress,
            CancellationToken cancellationToken)
    {
        _options = options;
        _positiveLabel = positiveLabel;
        _progress = new AdaptationProgress(progress, options.Epochs);
        _images = DecodedDataset.Decode(local, network.Width, network.Height, options.Memory, progress, cancellationToken);
        try
        {
            _before = new LearnedNetwork(network, [], BestEpoch: 0);
            IReadOnlyList<float[]> logits = _before.Logits(_images, Images, cancellationToken);
            _known = Images.Images.Zip(logits).ToDictionary(p => p.First, p => p.Second, (IEqualityComparer<XRayImage>)ReferenceEqualityComparer.Instance);
            var training = new TrainingOptions
            {
                Epochs = options.Epochs,
                LearningRate = options.LearningRate,
                Optimizer = new AdamOptimizer { WeightDecay = 0.01 },
                Schedule = LearningRateSchedule.OneCycle(),
            };
            var setup = new LearnerSetup(network, _images, training, AugmentationOptions.None, options.Memory, Root, _progress)
            {
                Teacher = part => [.. part.Images.Select(i => Probabilities.Of(_known[i]))],
                TeacherShare = options.OldKnowledge,
            };
            var tuning = new FineTuningOptions { PretrainedRate = 1, MirrorWhenScoring = false };
            _curveSplits = [.. Enumerable.Range(0, options.CurveRepeats).Select(repeat => Images.Split(validation: 0, LeftOutShare, options.Seed + repeat))];
            _curveSizes = CurveSizes(_curveSplits);
            _progress.Trainings = FoldCount + (options.CurveRepeats * (_curveSizes.Length - 1)) + 1;
            _learner = new PreparedFineTuneLearner(setup, tuning, CutOf(network), cancellationToken);
        }
        catch
        {
            _images.Dispose();
            throw;
        }
    }

    /// <summary>The local images that could be read.</summary>
    public XRayDataset Images => _images.Dataset;

    public IEnumerable<string> Hashes => _images.Hashes(Images);

    private Seed Root => new Seed((ulong)_options.Seed).For("adaptation");

    /// <summary>The network adapted to all images.</summary>
    public NetworkGraph Train(CancellationToken cancellationToken) => Train(Images, Root.For("all"), cancellationToken).Network;

    /// <summary>The logits of each image, by the network as it was.</summary>
    public IReadOnlyList<float[]> Before() => [.. Images.Images.Select(i => _known[i])];

    /// <summary>The logits of each image, by a network that was adapted to the other patients' images.</summary>
    public float[][] OutOfFold(CancellationToken cancellationToken)
    {
        int count = FoldCount;
        IReadOnlyList<int> folds = Images.Folds(count, FoldGrouping.Patient, _options.Seed);
        float[][] logits = new float[Images.Count][];
        for (int fold = 0; fold < count; fold++)
        {
            int[] outside = [.. Enumerable.Range(0, Images.Count).Where(i => folds[i] == fold)];
            XRayDataset inside = Images.Subset("inside", Enumerable.Range(0, Images.Count).Where(i => folds[i] != fold));
            LearnedNetwork learned = Train(inside, Root.For("fold").For(fold), cancellationToken);
            foreach ((int image, float[] row) in outside.Zip(learned.Logits(_images, Images.Subset("outside", outside), cancellationToken)))
            {
                logits[image] = row;
            }
        }

        return logits;
    }

    /// <summary>What more and more local patients bring, on others: the same others for all sizes of a repeat.</summary>
    public IReadOnlyList<LearningCurvePoint> Curve(CancellationToken cancellationToken)
    {
        var aurocs = _curveSizes.ToDictionary(s => s, _ => new List<double>());
        for (int repeat = 0; repeat < _options.CurveRepeats; repeat++)
        {
            DatasetSplit split = _curveSplits[repeat];
            aurocs[0].Add(Auroc(split.Test, [.. split.Test.Images.Select(i => _known[i])]));
            foreach (int size in _curveSizes.Skip(1))
            {
                XRayDataset some = Patients(split.Training, size, Root.For("curve").For(repeat));
                LearnedNetwork? learned = some.Images.Select(i => i.Label).Distinct().Count() < 2
                    ? null : Train(some, Root.For("curve").For(repeat).For(size), cancellationToken);
                aurocs[size].Add(learned is null ? double.NaN : Auroc(split.Test, learned.Logits(_images, split.Test, cancellationToken)));
            }
        }

        return _options.CurveRepeats == 0 ? [] : [.. _curveSizes.Select(s => new LearningCurvePoint(s, aurocs[s]))];
    }

    public void Dispose()
    {
        _learner.Dispose();
        _images.Dispose();
    }

    private int FoldCount => Math.Min(Folds, Images.PatientGroups(FoldGrouping.Patient).Count);

    // none, and as many local patients as every split has to learn from
    private static int[] CurveSizes(DatasetSplit[] splits)
    {
        int most = splits.Select(s => s.Training.PatientGroups(FoldGrouping.Patient).Count).DefaultIfEmpty().Min();
        return [0, .. Sizes.Where(s => s <= most)];
    }

    private LearnedNetwork Train(XRayDataset part, Seed seed, CancellationToken cancellationToken)
    {
        LearnedNetwork learned = _learner.Train(new LearnerTask(part, part.Subset("none", []), seed), cancellationToken);
        _progress.EndTraining();
        return learned;
    }

    private double Auroc(XRayDataset part, IReadOnlyList<float[]> logits)
    {
        var predictions = new LabelledPredictions(part.ClassNames, _positiveLabel, part.Images.Zip(logits, (image, row) =>
        {
            double[] probabilities = Probabilities.Of(row);
            return new LabelledPrediction(image.Label!, part.ClassNames[Array.IndexOf(probabilities, probabilities.Max())], probabilities, image);
        }));
        return Metric.Auroc.Of(predictions).Of(new Evaluation.Statistics.Draw(predictions)).Value;
    }

    /// <summary>So many patients, each class in turn.</summary>
    private static XRayDataset Patients(XRayDataset part, int count, Seed seed)
    {
        Data.Splits.PatientGroup[] groups = [.. part.PatientGroups(FoldGrouping.Patient)];
        seed.Open().Shuffle(groups.AsSpan());
        int[] turns = new int[part.ClassNames.Count];
        IEnumerable<Data.Splits.PatientGroup> chosen = groups
            .Select(g => (Group: g, Turn: turns[g.ClassCounts.ToList().IndexOf(g.ClassCounts.Max())]++))
            .OrderBy(g => g.Turn)
            .Take(count)
            .Select(g => g.Group);
        return part.Subset($"{count} patients", chosen.SelectMany(g => g.Images).Order());
    }

    // a network that has no place to be cut, as one dense layer, learns whole
    private static CutPoints.CutPoint? CutOf(NetworkGraph network)
    {
        try
        {
            return CutPoints.Default(network);
        }
        catch (NetworkException)
        {
            return null;
        }
    }
}
