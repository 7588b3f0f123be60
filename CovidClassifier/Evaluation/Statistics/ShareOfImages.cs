namespace CovidClassifier.Evaluation.Statistics;

/// <summary>A share of images: of those in the whole, how many are in the part. Its interval is Wilson's.</summary>
/// <param name="whole">Whether each image is in the whole.</param>
/// <param name="part">Whether each image is in the part; only looked at in the whole.</param>
/// <param name="reason">Why the share is undefined where the whole is empty.</param>
internal class ShareOfImages(bool[] whole, bool[] part, string reason) : Statistic
{
    /// <param name="predictions">The images.</param>
    /// <param name="whole">Tells by label and predicted label (class indices) whether an image is in the whole.</param>
    /// <param name="part">The same for the part.</param>
    /// <param name="reason">Why the share is undefined where the whole is empty.</param>
    public ShareOfImages(LabelledPredictions predictions, Func<int, int, bool> whole, Func<int, int, bool> part, string reason)
        : this(Each(predictions, whole), Each(predictions, part), reason)
    {
    }

    public override MetricValue Of(Draw draw)
    {
        (long counted, long all) = Count(draw.Weights);
        return MetricValue.Share(counted, all, reason);
    }

    public override MetricInterval? OfIndependentImages(double value) =>
        Wilson.Interval(whole.Zip(part).LongCount(i => i.First && i.Second), whole.LongCount(w => w));

    public override MetricInterval? WithoutSpread(double value, PatientIndex patients, MetricInterval bootstrap)
    {
        int members = patients.CountOf(i => whole[i]);
        return PatientBootstrap.WithoutSpread(bootstrap, Wilson.Interval(value * members, members), FormattableString.Invariant($"of {members} patients"));
    }

    private (long Part, long Whole) Count(int[] weights)
    {
        long counted = 0, all = 0;
        for (int i = 0; i < whole.Length; i++)
        {
            if (whole[i])
            {
                all += weights[i];
                counted += part[i] ? weights[i] : 0;
            }
        }

        return (counted, all);
    }

    private static bool[] Each(LabelledPredictions predictions, Func<int, int, bool> isMember) =>
        [.. predictions.Labels.Zip(predictions.PredictedLabels, isMember)];
}
