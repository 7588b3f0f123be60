namespace CovidClassifier.Training;

internal sealed record ConstantSchedule : LearningRateSchedule
{
    internal override double FactorAt(long step, int stepsPerEpoch, int epochs, IReadOnlyList<double> validationLosses) => 1;
}
