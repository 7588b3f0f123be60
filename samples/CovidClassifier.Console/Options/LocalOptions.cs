using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary>How probabilities and labels are fitted to a place: <c>--prevalence</c>, <c>--threshold</c>, <c>--youden</c>, <c>--sensitivity</c>.</summary>
internal sealed class LocalOptions
{
    private readonly Option<double?> _prevalence = NumberOption.RealOrNone(
        "--prevalence",
        x => x is > 0 and < 1,
        "a number between 0 and 1",
        "Share of positive patients where the model is used. Default: the images' own share, which is right only where they were taken as they came.");

    private readonly Option<double?> _threshold = NumberOption.RealOrNone(
        "--threshold", x => x is >= 0 and <= 1, "a number from 0 to 1", "Probability from which on an image gets the positive label. Default: 0.5.");

    private readonly Option<bool> _youden =
        new("--youden") { Description = "Choose the threshold with the best sum of sensitivity and specificity on the images, instead." };

    private readonly Option<double?> _sensitivity = NumberOption.RealOrNone(
        "--sensitivity",
        x => x is > 0 and <= 1,
        "a number above 0, up to 1",
        "Choose the highest threshold that finds this share of the positive images, instead.");

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Measuring, _prevalence, _threshold, _youden, _sensitivity);
    }

    /// <summary>Null: that of the images.</summary>
    public double? Prevalence(ParseResult parsed) => parsed.GetValue(_prevalence);

    /// <exception cref="UsageException">The threshold is given twice.</exception>
    public Threshold Threshold(ParseResult parsed)
    {
        double? threshold = parsed.GetValue(_threshold), sensitivity = parsed.GetValue(_sensitivity);
        bool youden = parsed.GetValue(_youden);
        if ((threshold is null ? 0 : 1) + (sensitivity is null ? 0 : 1) + (youden ? 1 : 0) > 1)
        {
            throw new UsageException("--threshold, --sensitivity and --youden each say what the threshold is; give one of them.");
        }

        return sensitivity is { } share ? CovidClassifier.Threshold.ForSensitivity(share)
            : youden ? CovidClassifier.Threshold.Youden
            : CovidClassifier.Threshold.At(threshold ?? 0.5);
    }
}
