using CovidClassifier.Evaluation;

namespace CovidClassifier;

/// <summary>How well one pass over a set of images went.</summary>
/// <param name="Loss">Mean cross entropy in nats, every image counting 1.</param>
/// <param name="Accuracy">Share of images whose most probable class is their label.</param>
/// <param name="Auroc">Area under the ROC curve; the mean over classes, each against the rest, where there are more than two. NaN where a class is
/// absent.</param>
public readonly record struct EpochMetrics(double Loss, double Accuracy, double Auroc)
{
    /// <summary>From one row of logits (one column for two classes) and one label per image.</summary>
    internal static EpochMetrics Of(IReadOnlyList<float[]> logits, int[] labels, int classes)
    {
        double[][] probabilities = [.. logits.Select(Probabilities.Of)];
        double loss = 0;
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            loss += Probabilities.CrossEntropy(logits[i], labels[i]);
            right += Array.IndexOf(probabilities[i], probabilities[i].Max()) == labels[i] ? 1 : 0;
        }

        int[] judged = classes == 2 ? [1] : [.. Enumerable.Range(0, classes)];
        double auroc = judged.Average(c => Evaluation.Auroc.Of([.. labels.Select(l => l == c)], [.. probabilities.Select(p => p[c])]).Value);
        return new EpochMetrics(loss / labels.Length, (double)right / labels.Length, auroc);
    }
}
