namespace CovidClassifier.Evaluation.Statistics;

/// <summary>The mean of what each image adds.</summary>
/// <param name="values">One for each image.</param>
internal sealed class MeanOverImages(double[] values) : Statistic
{
    public override MetricValue Of(Draw draw)
    {
        double sum = 0;
        long images = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += draw.Weights[i] * values[i];
            images += draw.Weights[i];
        }

        return MetricValue.Share(sum, images, "there are no images");
    }
}
