using CovidClassifier.Auditing.Labels;
using CovidClassifier.Foundation;

namespace CovidClassifier.Workflows;

/// <summary>The labels that the models of a cross-validation contradict, each image by the mean over the repeats.</summary>
internal static class ContradictedLabels
{
    /// <param name="images">Each at least once.</param>
    /// <param name="classNames">In the order of the probabilities.</param>
    /// <param name="by">As in <see cref="LabelErrorFinding.Of"/>.</param>
    /// <param name="seed">Decides the draws of the interval.</param>
    /// <param name="cancellationToken">Looked at between draws.</param>
    public static AuditFinding Of(
        IReadOnlyList<CrossValidatedImage> images, IReadOnlyList<string> classNames, string by, Seed seed, CancellationToken cancellationToken) =>
        LabelErrorFinding.Of(
            new LabelledPredictions(
                classNames, positiveLabel: null,
                images.GroupBy<CrossValidatedImage, object>(i => i.Image, ReferenceEqualityComparer.Instance).Select(each => Mean([.. each], classNames))),
            by,
            LabelErrorFinding.Name,
            seed,
            cancellationToken);

    /// <summary>The audit with what these models say of the labels, in place of what others said.</summary>
    public static AuditResult Judged(
        AuditResult audit, IReadOnlyList<CrossValidatedImage> images, IReadOnlyList<string> classNames, string by, Seed seed,
        CancellationToken cancellationToken) => audit with
        {
            Findings = [.. audit.Findings.Where(f => f.Name != LabelErrorFinding.Name), Of(images, classNames, by, seed, cancellationToken)],
        };

    private static LabelledPrediction Mean(CrossValidatedImage[] repeated, IReadOnlyList<string> classNames)
    {
        double[] mean = [.. classNames.Select((_, c) => repeated.Average(i => i.Prediction.Probabilities[c].Probability))];
        return new LabelledPrediction(repeated[0].Label, classNames[Array.IndexOf(mean, mean.Max())], mean, repeated[0].Image);
    }
}
