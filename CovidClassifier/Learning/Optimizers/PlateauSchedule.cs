namespace CovidClassifier.Learning.Optimizers;

internal sealed record PlateauSchedule(int Patience, double Factor) : LearningRateSchedule
{
    public override string Description => FormattableString.Invariant($"reduce-on-plateau(patience={Patience}, factor={Factor})");

    internal override double FactorAt(long step, int stepsPerEpoch, int epochs, IReadOnlyList<double> validationLosses)
    {
        double factor = 1;
        double best = double.PositiveInfinity;
        int waited = 0;
        foreach (double loss in validationLosses)
        {
            if (loss < best)
            {
                best = loss;
                waited = 0;
            }
            else if (++waited == Patience)
            {
                factor *= Factor;
                waited = 0;
            }
        }

        return factor;
    }
}
