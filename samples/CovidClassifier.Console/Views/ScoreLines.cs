using CovidClassifier.Console.Scores;

namespace CovidClassifier.Console.Views;

/// <summary>Rows of scores for people, each as soon as it is known: so many that no table can wait for the last.</summary>
internal sealed class ScoreLines(Screen screen, IReadOnlyList<string> classNames)
{
    private const string Predicted = "Predicted";

    private readonly int _labelWidth = classNames.Append(Predicted).Max(c => c.Length);
    private bool _hasBegun;

    public void Show(ScoreRow row)
    {
        if (row.PredictedLabel is not { } label)
        {
            StandardError.Say(row.Reason!);
            return;
        }

        if (!_hasBegun)
        {
            Say(Predicted, classNames, "Image");
            _hasBegun = true;
        }

        Say(label, [.. row.Probabilities.Select(p => Figures.Of(p))], row.Path);
    }

    /// <summary>The line that goes with every result.</summary>
    public void End(string notice)
    {
        if (_hasBegun)
        {
            screen.Notice(notice);
        }
    }

    // the path last: no width is known beforehand that it fits in
    private void Say(string label, IReadOnlyList<string> numbers, string path) => screen.Say(string.Join(
        "  ", [label.PadRight(_labelWidth), .. numbers.Select((n, i) => n.PadLeft(Math.Max(classNames[i].Length, Figures.Of(1.0).Length))), path]));
}
