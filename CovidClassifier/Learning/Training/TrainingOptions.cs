using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How a network is trained. The defaults are those of the study's CNN.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training images at most; 1 or more. Default 100.</summary>
    public int Epochs { get; init => field = Check.AtLeast(value, 1); } = 100;

    /// <summary>
    /// Epochs without a lower validation loss after which training stops; 1 or more. Default 12. The weights of the best epoch are kept (a tie keeps the
    /// earlier). Without a validation set all epochs run.
    /// </summary>
    public int Patience { get; init => field = Check.AtLeast(value, 1); } = 12;

    /// <summary>Images per step; 1 or more. Default 32. The last batch of an epoch may hold fewer.</summary>
    public int BatchSize { get; init => field = Check.AtLeast(value, 1); } = 32;

    /// <summary>Step size before the schedule's factor; above 0. Default 0.001.</summary>
    public double LearningRate { get; init => field = Check.Positive(value); } = 1e-3;

    /// <summary>Default constant.</summary>
    public LearningRateSchedule Schedule { get; init => field = value ?? throw new ArgumentNullException(nameof(Schedule)); } = LearningRateSchedule.Constant;

    /// <summary>Default Adam.</summary>
    public Optimizer Optimizer { get; init => field = value ?? throw new ArgumentNullException(nameof(Optimizer)); } = new AdamOptimizer();

    /// <summary>Default balanced, which changes nothing where classes are even.</summary>
    public ClassWeighting ClassWeighting { get; init; } = ClassWeighting.Balanced;

    /// <summary>Share of the target that is spread evenly over all classes (Szegedy et al. 2016, section 7); at least 0 and below 1. Default 0.</summary>
    public double LabelSmoothing { get; init => field = Check.UnitBelowOne(value); }

    /// <summary>
    /// Largest Euclidean norm of all gradients together; a longer gradient is scaled down to it. Null (default) leaves gradients as they are.
    /// </summary>
    public double? GradientNormLimit { get; init => field = value is { } limit ? Check.Positive(limit) : null; }

    /// <summary>
    /// Over how many epochs weights are averaged: validation scores, and the finished model has, an exponential running mean of the weights instead of the last
    /// step's (Polyak and Juditsky 1992; Izmailov et al. 2018 for networks), which evens out the noise of small batches. 0 or more; 0 (default) uses the
    /// weights as they are. Steps themselves are the same either way.
    /// </summary>
    public double AveragedEpochs { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// From which share of the planned epochs on weights are averaged, each epoch's last counting the same (stochastic weight averaging, Izmailov et al., UAI
    /// 2018): validation scores, and the finished model has, that mean; before it, the weights as they are. Strictly between 0 and 1; null (default): no such
    /// mean. Where training stops early, the mean may never begin. Not together with <see cref="AveragedEpochs"/>.
    /// </summary>
    public double? AveragedFrom { get; init => field = value is { } share ? Check.OpenUnit(share) : null; }

    /// <summary>
    /// Step size of group DRO (Sagawa et al., ICLR 2020): images of one class and one source are a group, and the groups with the highest loss are learned from
    /// most; <see cref="ClassWeighting"/> then plays no part. Above 0, 0.01 in the paper; null (default): every image counts what its class weighs. For
    /// trainings by epochs; a frozen network's head does not know it.
    /// </summary>
    public double? GroupRobustRate { get; init => field = value is { } rate ? Check.Positive(rate) : null; }

    /// <summary>
    /// How strongly the penultimate features unlearn which source an image comes from: a head of its own tells sources apart, and its gradient reaches the
    /// network reversed and times this (Ganin et al., JMLR 2016), growing from 0 as the training goes on. 1 in the paper; 0 or more, 0 (default): no such head.
    /// It is not part of the finished model. For trainings by epochs.
    /// </summary>
    public double SourceAdversary { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// Mixes each training image (or its activations, where only the last blocks are trained) with one of its class from another source, the share drawn from
    /// Beta(alpha, alpha), so that what tells sources apart fades (Yao et al., ICML 2022). 1 mixes evenly, near 0 hardly; 0 (default): no mixing. For trainings
    /// by epochs.
    /// </summary>
    public double SourceMixup { get; init => field = Check.NotNegative(value); }

    /// <summary>The rule that spans two properties and so cannot be checked when either is set.</summary>
    /// <exception cref="ArgumentException">It is broken.</exception>
    internal TrainingOptions Checked() => AveragedEpochs > 0 && AveragedFrom is not null
        ? throw new ArgumentException(
            $"{nameof(AveragedEpochs)} and {nameof(AveragedFrom)} both say how weights are averaged; set one of them.", nameof(AveragedFrom))
        : this;

    /// <summary>Whether the finished model has a mean of weights of several steps.</summary>
    internal bool AveragesWeights => AveragedEpochs > 0 || AveragedFrom is not null;

    /// <summary>
    /// Threads that one training step uses; 0 (default) takes one per core. Results are the same bit for bit only for the same number of threads.
    /// </summary>
    public int Threads { get; init => field = Check.AtLeast(value, 0); }

    /// <summary>
    /// What runs the network, in training and where activations and features are computed. Default the CPU. On another, results are not the same bit for bit.
    /// </summary>
    public ExecutionProvider Provider { get; init; }
}
