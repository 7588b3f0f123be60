namespace CovidClassifier.Learning.Optimizers;

internal sealed record StepSchedule(int EveryEpochs, double Factor) : LearningRateSchedule
{
    public override string Description => FormattableString.Invariant($"step(everyEpochs={EveryEpochs}, factor={Factor})");

    internal override double FactorAt(long step, int stepsPerEpoch, int epochs, IReadOnlyList<double> validationLosses) =>
        Math.Pow(Factor, step / stepsPerEpoch / EveryEpochs);
}
