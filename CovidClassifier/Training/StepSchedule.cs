namespace CovidClassifier.Training;

internal sealed record StepSchedule(int EveryEpochs, double Factor) : LearningRateSchedule
{
    internal override double FactorAt(long step, int stepsPerEpoch, int epochs, IReadOnlyList<double> validationLosses) =>
        Math.Pow(Factor, step / stepsPerEpoch / EveryEpochs);
}
