using CovidClassifier.Console.Scores;

namespace CovidClassifier.Console.Views;

/// <summary>Rows of scores for people, each as soon as it is known: so many that no table can wait for the last.</summary>
internal sealed class ScoreLines(Screen screen, CovidModel model)
{
    private const string Predicted = "Predicted";

    private readonly IReadOnlyList<string> _classNames = model.ClassNames;
    private readonly int _labelWidth = model.ClassNames.Append(Predicted).Max(c => c.Length);
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
            Say(Predicted, _classNames, "Image");
            _hasBegun = true;
        }

        string[] asides = [.. SetAside(label, row.Set), .. row.Guard is { Accepted: false } guard ? [$"guard: {guard.Reason}"] : (string[])[]];
        Say(label, [.. row.Probabilities.Select(p => Figures.Of(p))], asides.Length == 0 ? row.Path : $"{row.Path} ({string.Join("; ", asides)})");
    }

    private IEnumerable<string> SetAside(string label, IReadOnlyList<bool>? set)
    {
        string[]? held = set is null ? null : [.. _classNames.Where((_, c) => set[c])];
        return held switch
        {
            null => [],
            [] => ["unsure: no label is as likely as in images that were known"],
            [var only] when only == label => [],

            // a threshold gives a label for reasons of its own
            _ => [$"unsure: may be {string.Join(" or ", held)}"],
        };
    }

    /// <summary>The lines that go with every result.</summary>
    public void End()
    {
        if (!_hasBegun)
        {
            return;
        }

        if (model.Card.Guard is null)
        {
            screen.Say("The model has no guard: whether these are images like those that it was trained on was not asked.");
        }

        if (model.Card.Sets is { } sets)
        {
            screen.Say(
                FormattableString.Invariant($"\"unsure\" is said where the prediction set, which holds the true label of {100 * sets.Level:0.######} % of ") +
                    "each class among images like the model's own, is not the label alone.");
        }

        screen.Notice(model.Card.ResearchUseOnly);
    }

    // the path last: no width is known beforehand that it fits in
    private void Say(string label, IReadOnlyList<string> numbers, string path) => screen.Say(string.Join(
        "  ", [label.PadRight(_labelWidth), .. numbers.Select((n, i) => n.PadLeft(Math.Max(_classNames[i].Length, Figures.Of(1.0).Length))), path]));
}
