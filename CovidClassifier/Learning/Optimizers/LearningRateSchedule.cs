using CovidClassifier.Foundation;
using CovidClassifier.Learning.Optimizers;

namespace CovidClassifier;

/// <summary>
/// The learning rate of each step, as a factor of <see cref="TrainingOptions.LearningRate"/>. A schedule is a pure function of the step and of the epochs'
/// history, so a resumed run continues it exactly.
/// </summary>
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>The same rate throughout.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>Half a cosine from 1 down to 0 over all steps (Loshchilov and Hutter 2017, without restarts).</summary>
    public static LearningRateSchedule Cosine { get; } = new CosineSchedule();

    /// <summary>Times <paramref name="factor"/> after every <paramref name="everyEpochs"/> epochs.</summary>
    /// <param name="everyEpochs">1 or more.</param>
    /// <param name="factor">Strictly between 0 and 1.</param>
    public static LearningRateSchedule Step(int everyEpochs, double factor = 0.1) =>
        new StepSchedule(Check.AtLeast(everyEpochs, 1, nameof(everyEpochs)), Check.OpenUnit(factor, nameof(factor)));

    /// <summary>
    /// One cycle (Smith and Topin 2018, in PyTorch's form with cosine legs): from 1/25 up to 1 over the first <paramref name="warmUp"/> of all steps, then down
    /// to 1/250,000.
    /// </summary>
    /// <param name="warmUp">Strictly between 0 and 1.</param>
    public static LearningRateSchedule OneCycle(double warmUp = 0.3) => new OneCycleSchedule(Check.OpenUnit(warmUp, nameof(warmUp)));

    /// <summary>
    /// Times <paramref name="factor"/> whenever the validation loss has not improved for <paramref name="patience"/> epochs (Keras' ReduceLROnPlateau without a
    /// cool-down).
    /// </summary>
    /// <param name="patience">Epochs without a lower validation loss; 1 or more.</param>
    /// <param name="factor">Strictly between 0 and 1.</param>
    public static LearningRateSchedule ReduceOnPlateau(int patience = 5, double factor = 0.3) =>
        new PlateauSchedule(Check.AtLeast(patience, 1, nameof(patience)), Check.OpenUnit(factor, nameof(factor)));

    /// <summary>Name and settings in one line, numbers in invariant culture; part of the model card and of a checkpoint's fingerprint.</summary>
    public abstract string Description { get; }

    /// <summary>The factor at a step; above 0.</summary>
    /// <param name="step">Steps taken before this one, over all epochs.</param>
    /// <param name="stepsPerEpoch">Batches in an epoch.</param>
    /// <param name="epochs">Epochs planned.</param>
    /// <param name="validationLosses">Of the epochs completed; empty where there is no validation set.</param>
    internal abstract double FactorAt(long step, int stepsPerEpoch, int epochs, IReadOnlyList<double> validationLosses);
}
