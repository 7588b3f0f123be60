using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Conformal;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How well a model's prediction sets keep their promise on labelled images.</summary>
public sealed class SetCoverage
{
    private SetCoverage(double level, MetricResult overall, IReadOnlyDictionary<string, MetricResult> byClass, double meanSize, double singleShare)
    {
        Level = level;
        Overall = overall;
        ByClass = byClass;
        MeanSize = meanSize;
        SingleShare = singleShare;
    }

    /// <summary>The promised share of each class.</summary>
    public double Level { get; }

    /// <summary>Share of the images whose set holds their true label.</summary>
    public MetricResult Overall { get; }

    /// <summary>The same of each class.</summary>
    public IReadOnlyDictionary<string, MetricResult> ByClass { get; }

    /// <summary>Labels in a set, on average: 1 where every set holds one. NaN without images.</summary>
    public double MeanSize { get; }

    /// <summary>Share of the images whose set holds just one label. NaN without images.</summary>
    public double SingleShare { get; }

    internal static SetCoverage Of(ConformalSets sets, LabelledPredictions images, Seed seed)
    {
        bool[][] held = [.. images.Probabilities.Select(p => sets.Of(p))];
        bool[] all = [.. held.Select(_ => true)], right = [.. held.Select((set, i) => set[images.Labels[i]])];
        Statistic[] shares =
        [
            new ShareOfImages(all, right, "there are no images"),
            .. images.ClassNames.Select((name, c) => new ShareOfImages([.. images.Labels.Select(l => l == c)], right, $"no image is labelled {name}")),
        ];
        MetricResult[] results = MetricIntervals.Of(shares, images, seed);
        double[] sizes = [.. held.Select(set => (double)set.Count(h => h))];
        return new SetCoverage(
            sets.Level,
            results[0],
            images.ClassNames.Select((name, c) => (name, c)).ToDictionary(p => p.name, p => results[p.c + 1], StringComparer.Ordinal),
            sizes.Length == 0 ? double.NaN : sizes.Average(),
            sizes.Length == 0 ? double.NaN : sizes.Average(s => s == 1 ? 1.0 : 0));
    }

    /// <summary>For people: the promised share and the measured one.</summary>
    public override string ToString() => $"sets promised to hold {ConformalSets.Percent(Level)}: {Overall}";
}
