namespace CovidClassifier.Learning.Optimizers;

internal sealed record OneCycleSchedule(double WarmUp) : LearningRateSchedule
{
    private const double First = 1.0 / 25;
    private const double Last = First / 1e4;

    public override string Description => FormattableString.Invariant($"one-cycle(warmUp={WarmUp})");

    internal override double FactorAt(long step, int stepsPerEpoch, int epochs, IReadOnlyList<double> validationLosses)
    {
        double total = (double)stepsPerEpoch * epochs;
        double top = WarmUp * total - 1;
        double end = total - 1;
        return step <= top
            ? Between(First, 1, top > 0 ? step / top : 1)
            : Between(1, Last, end > top ? (step - top) / (end - top) : 1);
    }

    private static double Between(double from, double to, double share) => to + (from - to) * 0.5 * (1 + Math.Cos(Math.PI * share));
}
