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
    /// Threads that one training step uses; 0 (default) takes one per core. Results are the same bit for bit only for the same number of threads.
    /// </summary>
    public int Threads { get; init => field = Check.AtLeast(value, 0); }

    /// <summary>
    /// What runs the network, in training and where activations and features are computed. Default the CPU. On another, results are not the same bit for bit.
    /// </summary>
    public ExecutionProvider Provider { get; init; }
}
