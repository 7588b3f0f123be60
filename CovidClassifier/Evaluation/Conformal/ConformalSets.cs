namespace CovidClassifier.Evaluation.Conformal;

/// <summary>
/// Class-conditional (Mondrian) conformal prediction sets: each class is in an image's set from a probability on that is chosen on images of that class alone,
/// so that of new images of each class, drawn like those, at least the promised share have their true class in the set (Vovk, "Conditional validity of
/// inductive conformal predictors", Machine Learning 92, 2013).
/// </summary>
/// <param name="Level">The promised share, 0.5 to below 1.</param>
/// <param name="LeastProbabilities">From which on a class is in the set, in the order of the classes.</param>
/// <param name="Images">Images that each was chosen on.</param>
internal sealed record ConformalSets(double Level, IReadOnlyList<double> LeastProbabilities, IReadOnlyList<int> Images)
{
    /// <summary>The share that is promised where nobody chose another.</summary>
    public const double UsualLevel = 0.9;

    // what a level near 1 loses in its difference from 1
    private const double Rounding = 1e-9;

    /// <summary>So many images of a class are needed: with fewer even the least probable of them does not reach the level.</summary>
    public static int Needed(double level) => (int)Math.Min(int.MaxValue, Math.Ceiling(level / (1 - level) * (1 - Rounding)));

    /// <summary>A level for people, all of its digits: "99.5 %".</summary>
    public static string Percent(double level) => FormattableString.Invariant($"{100 * level:0.##########} %");

    /// <summary>Digits behind the point that a level has as a share, two at least.</summary>
    public static int Digits(double level) => FormattableString.Invariant($"{level:0.00##########}").Length - "0.".Length;

    /// <summary>Why there can be no sets, as a sentence; null where there can.</summary>
    /// <param name="level">The promised share.</param>
    /// <param name="counts">Images of each class that the model is not trained on.</param>
    /// <param name="classNames">In the same order.</param>
    public static string? Lack(double level, IReadOnlyList<int> counts, IReadOnlyList<string> classNames)
    {
        int needed = Needed(level);
        string[] few = [.. classNames.Zip(counts).Where(c => c.Second < needed).Select(c => FormattableString.Invariant($"{c.First} has {c.Second}"))];
        return few.Length == 0 ? null : FormattableString.Invariant(
            $"Prediction sets that hold {Percent(level)} need {needed} images of each class that the model was not trained on; ")
            + $"{string.Join(", ", few)}.";
    }

    /// <param name="level">The promised share.</param>
    /// <param name="probabilities">A row for each image, none of which the model was trained on.</param>
    /// <param name="labels">Its true class.</param>
    /// <param name="classNames">In the order of a row.</param>
    /// <param name="lack">Why there are none, as a sentence; null where there are.</param>
    /// <returns>Null where a class has fewer images than the level needs.</returns>
    public static ConformalSets? Fit(
        double level, IReadOnlyList<double[]> probabilities, IReadOnlyList<int> labels, IReadOnlyList<string> classNames, out string? lack)
    {
        int[] counts = [.. classNames.Select((_, c) => labels.Count(l => l == c))];
        lack = Lack(level, counts, classNames);
        return lack is not null ? null : new ConformalSets(level, [.. classNames.Select((_, c) => Least(c))], counts);

        double Least(int c)
        {
            double[] own = [.. Enumerable.Range(0, labels.Count).Where(i => labels[i] == c).Select(i => probabilities[i][c]).Order()];
            int outside = own.Length - (int)Math.Ceiling((own.Length + 1) * level - 1e-9);
            return own[outside];
        }
    }

    /// <summary>Which classes an image's set holds; none, one or several.</summary>
    public bool[] Of(IReadOnlyList<double> probabilities) => [.. probabilities.Select((p, c) => p >= LeastProbabilities[c])];
}
