using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Reporting.Images;

/// <summary>Which images the report shows: the surest right ones of each class, the surest wrong ones, and those in doubt.</summary>
/// <param name="images">All that were scored.</param>
/// <param name="classNames">Order of the probabilities.</param>
/// <param name="rule">The label that is given from a probability on; null: the most probable one is given.</param>
internal sealed class ShownImages(IReadOnlyList<ReportImage> images, IReadOnlyList<string> classNames, (string Label, double Threshold)? rule)
{
    /// <summary>At most so many of each kind.</summary>
    public const int OfEach = 8;

    private readonly string[] _classNames = [.. classNames];

    /// <summary>The kinds in the order shown; an image is in one of them at most.</summary>
    public IReadOnlyList<ShownKind> Kinds()
    {
        int[] all = [.. Enumerable.Range(0, images.Count)];
        int[] wrong = [.. all.Where(i => !IsRight(i)).OrderByDescending(Sureness).ThenBy(i => i)];
        int[] shownWrong = [.. wrong.Take(OfEach)];
        int[] unsure = [.. all.Except(shownWrong).OrderBy(Doubt).ThenBy(i => i).Take(OfEach)];
        int[] right = [.. ByTurns(all.Except(unsure).Where(IsRight))];
        return
        [
            new("wrong", "Wrong ones", "The model was wrong here, and sure of it: the surest first.", shownWrong, wrong.Length),
            new("unsure", "Least sure ones", "The model wavered here, right or wrong: the least sure first.", unsure, images.Count),
            new("right", "Right ones", "The model was right here: the surest of each class.", right, all.Length - wrong.Length),
        ];
    }

    public bool IsRight(int image) => images[image].Label == images[image].PredictedLabel;

    /// <summary>Probability of the label that the model gave.</summary>
    public double Sureness(int image) => Probability(image, images[image].PredictedLabel);

    /// <summary>How far the label was from being another one: from the threshold where there is one, else from the second most probable class.</summary>
    private double Doubt(int image)
    {
        if (rule is { } known)
        {
            return Math.Abs(Probability(image, known.Label) - known.Threshold);
        }

        double[] highest = [.. images[image].Probabilities.OrderDescending().Take(2)];
        return highest.Length < 2 ? 1 : highest[0] - highest[1];
    }

    private double Probability(int image, string label) => images[image].Probabilities[Array.IndexOf(_classNames, label)];

    // one of each class after the other, so that a rare class is seen too
    private IEnumerable<int> ByTurns(IEnumerable<int> some) => some
        .GroupBy(i => images[i].Label)
        .SelectMany(g => g.OrderByDescending(Sureness).ThenBy(i => i).Select((image, turn) => (image, turn)))
        .OrderBy(i => i.turn)
        .Select(i => i.image)
        .Take(OfEach);
}
