namespace CovidClassifier.Learning.Optimizers;

internal sealed record CosineSchedule : LearningRateSchedule
{
    public override string Description => "cosine";

    internal override double FactorAt(long step, int stepsPerEpoch, int epochs, IReadOnlyList<double> validationLosses) =>
        0.5 * (1 + Math.Cos(Math.PI * step / ((double)stepsPerEpoch * epochs)));
}
