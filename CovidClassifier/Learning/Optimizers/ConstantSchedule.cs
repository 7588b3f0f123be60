namespace CovidClassifier.Learning.Optimizers;

internal sealed record ConstantSchedule : LearningRateSchedule
{
    public override string Description => "constant";

    internal override double FactorAt(long step, int stepsPerEpoch, int epochs, IReadOnlyList<double> validationLosses) => 1;
}
