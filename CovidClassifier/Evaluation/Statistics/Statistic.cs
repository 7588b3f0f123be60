namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// A number that labelled predictions give, also where each image counts another number of times, and how its interval and its paired test are found. What
/// stays the same over draws is
/// worked out once, when it is made.
/// </summary>
internal abstract class Statistic
{
    /// <summary>The number; undefined with the reason.</summary>
    public abstract MetricValue Of(Draw draw);

    /// <summary>The interval by formula where each patient has one image; null: the bootstrap gives it.</summary>
    /// <param name="value">What was measured; defined.</param>
    public virtual MetricInterval? OfIndependentImages(double value) => null;

    /// <summary>What stands in for a bootstrap whose draws all give one value; null: there is nothing.</summary>
    /// <param name="value">What was measured; defined.</param>
    /// <param name="patients">Who has which images.</param>
    /// <param name="bootstrap">Its interval, of no width.</param>
    public virtual MetricInterval? WithoutSpread(double value, PatientIndex patients, MetricInterval bootstrap) => null;

    /// <summary>The test by formula where each patient has one image.</summary>
    /// <param name="other">The same figure of another model on the same images.</param>
    /// <param name="bootstrap">The paired bootstrap's test, which stands where there is no better one.</param>
    public virtual PairedTest Test(Statistic other, PairedTest bootstrap) => bootstrap;
}
