namespace CovidClassifier.Reporting.Pictures;

/// <summary>Which images the report shows: the surest right ones of each class, the surest wrong ones, and those in doubt.</summary>
internal static class ShownImages
{
    /// <summary>At most so many of each kind.</summary>
    public const int OfEach = 8;

    /// <summary>The kinds in the order shown; an image is in one of them at most.</summary>
    public static IReadOnlyList<ShownKind> Of(ReportScores scores)
    {
        int[] all = [.. Enumerable.Range(0, scores.Images.Count)];
        int[] wrong = [.. all.Where(i => !IsRight(scores, i)).OrderByDescending(i => Sureness(scores, i)).ThenBy(i => i)];
        int[] shownWrong = [.. wrong.Take(OfEach)];
        int[] unsure = [.. all.Except(shownWrong).OrderBy(i => Doubt(scores, i)).ThenBy(i => i).Take(OfEach)];
        int[] right = [.. ByTurns(scores, all.Except(unsure).Where(i => IsRight(scores, i)))];
        return
        [
            new("wrong", "Wrong ones", "The model was wrong here, and sure of it: the surest first.", shownWrong, wrong.Length),
            new("unsure", "Least sure ones", "The model wavered here, right or wrong: the least sure first.", unsure, scores.Images.Count),
            new("right", "Right ones", "The model was right here: the surest of each class.", right, all.Length - wrong.Length),
        ];
    }

    public static bool IsRight(ReportScores scores, int image) => scores.Images[image].Label == scores.Images[image].PredictedLabel;

    /// <summary>Probability of the label that the model gave.</summary>
    public static double Sureness(ReportScores scores, int image) =>
        scores.Images[image].Probabilities[scores.ClassNames.ToList().IndexOf(scores.Images[image].PredictedLabel)];

    /// <summary>How far the label was from being another one: from the threshold where there is one, else from the second most probable class.</summary>
    private static double Doubt(ReportScores scores, int image)
    {
        IReadOnlyList<double> probabilities = scores.Images[image].Probabilities;
        if (scores is { Threshold: { } threshold, PositiveLabel: { } positive })
        {
            return Math.Abs(probabilities[scores.ClassNames.ToList().IndexOf(positive)] - threshold);
        }

        double[] highest = [.. probabilities.OrderDescending().Take(2)];
        return highest.Length < 2 ? 1 : highest[0] - highest[1];
    }

    // one of each class after the other, so that a rare class is seen too
    private static IEnumerable<int> ByTurns(ReportScores scores, IEnumerable<int> images) => images
        .GroupBy(i => scores.Images[i].Label)
        .SelectMany(g => g.OrderByDescending(i => Sureness(scores, i)).ThenBy(i => i).Select((image, turn) => (image, turn)))
        .OrderBy(i => i.turn)
        .Select(i => i.image)
        .Take(OfEach);
}
