namespace CovidClassifier.Auditing.Labels;

/// <summary>
/// Finds labels that are probably wrong from probabilities of models that never saw the images (Northcutt, Jiang and Chuang, "Confident learning:
/// estimating uncertainty in dataset labels", JAIR 70, 2021): a class is confidently seen in an image where its probability reaches the mean
/// that images under that label have, and a label is suspicious where another class is.
/// </summary>
internal static class ConfidentLearning
{
    /// <summary>What each image's probabilities say of its label.</summary>
    public static IReadOnlyList<LabelDoubt> Of(LabelledPredictions predictions)
    {
        double[] limits = [.. Enumerable.Range(0, predictions.Classes.Count).Select(c => Limit(predictions, c))];
        return [.. Enumerable.Range(0, predictions.Count).Select(i => Doubt(predictions, i, limits))];
    }

    /// <summary>Mean probability of a class over the images under its label; above any probability where there is none.</summary>
    private static double Limit(LabelledPredictions predictions, int label) => Enumerable.Range(0, predictions.Count)
        .Where(i => predictions.Labels[i] == label).Select(i => predictions.Probabilities[i][label]).DefaultIfEmpty(double.PositiveInfinity).Average();

    private static LabelDoubt Doubt(LabelledPredictions predictions, int image, double[] limits)
    {
        double[] row = predictions.Probabilities[image];
        int label = predictions.Labels[image];
        int[] confident = [.. Enumerable.Range(0, row.Length).Where(c => row[c] >= limits[c]).OrderByDescending(c => row[c])];
        int other = Enumerable.Range(0, row.Length).Where(c => c != label).MaxBy(c => row[c]);
        return new LabelDoubt(image, other, row[other] - row[label], confident.Length > 0 && confident[0] != label);
    }
}
