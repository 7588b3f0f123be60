using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier;

public sealed partial class Metric
{
    /// <summary>
    /// Tests by this metric whether two models are equally good. Where any patient has several images, by a paired bootstrap over patients: both models are
    /// measured on each of the 2,000 draws. Where each patient has one image, accuracy is tested by McNemar and AUROC by paired DeLong; the others by the
    /// bootstrap.
    /// </summary>
    /// <param name="first">One model's.</param>
    /// <param name="second">The other's, for the same images in the same order.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    /// <exception cref="ArgumentException">The two are not of the same labelled images.</exception>
    public PairedTest Test(LabelledPredictions first, LabelledPredictions second, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!first.Truth.AreSame(second.Truth))
        {
            throw new ArgumentException(
                $"Two models are compared on the same images, in the same order, with the same classes, labels and patients; got {first.Count} and " +
                    $"{second.Count} images that differ in these.", nameof(second));
        }

        Statistic one = Of(first), two = Of(second);
        MetricValue seen = Distance(one, two, new Draw(first), new Draw(second));
        if (!seen.IsDefined)
        {
            return PairedTest.Undefined(seen.Reason!);
        }

        double[] draws = new PatientBootstrap(first.Patients, new Seed((ulong)seed).For("bootstrap")).Run(
            figures: 1, (weights, values) => values[0] = Distance(one, two, new Draw(first, weights), new Draw(second, weights)).Value)[0];
        MetricInterval interval = PatientBootstrap.Interval(draws);
        var drawn = new PairedTest(seen.Value, interval, interval.IsDefined ? PatientBootstrap.PValue(draws) : double.NaN, interval.Method);
        return first.Patients.AnyHasSeveralImages ? drawn : one.Test(two, drawn);
    }

    private static MetricValue Distance(Statistic one, Statistic two, Draw first, Draw second)
    {
        MetricValue minuend = one.Of(first), subtrahend = two.Of(second);
        return !minuend.IsDefined ? minuend : !subtrahend.IsDefined ? subtrahend : MetricValue.Of(minuend.Value - subtrahend.Value);
    }
}
