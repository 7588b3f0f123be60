using CovidClassifier.Console.Scores;
using CovidClassifier.Evaluation.Conformal;

namespace CovidClassifier.Console.Views;

/// <summary>Rows of scores for people, each as soon as it is known: so many that no table can wait for the last.</summary>
internal sealed class ScoreLines(Screen screen, CovidModel model)
{
    private const string Predicted = "Predicted";

    private readonly IReadOnlyList<string> _classNames = model.ClassNames;
    private readonly int _labelWidth = model.ClassNames.Append(Predicted).Max(c => c.Length);
    private bool _hasBegun, _wasUnsure;

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

        string[] asides = [.. SetAside(row.Set, label), .. row.Guard is { Accepted: false } guard ? [$"guard: {guard.Reason}"] : (string[])[]];
        Say(label, [.. row.Probabilities.Select(p => Figures.Of(p))], asides.Length == 0 ? row.Path : $"{row.Path} ({string.Join("; ", asides)})");
    }

    // one label, which the threshold may have turned into another
    private IEnumerable<string> SetAside(IReadOnlyList<bool>? set, string label)
    {
        if (set is null)
        {
            return [];
        }

        string[] held = [.. _classNames.Where((_, c) => set[c])];
        if (held is [var only] && only == label)
        {
            return [];
        }

        _wasUnsure = true;
        return held switch
        {
            [] => ["unsure: no label is likely enough"],
            [var other] => [$"unsure: rather {other}"],
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

        if (_wasUnsure && model.Card.Sets is { } sets)
        {
            screen.Say(
                $"unsure: the prediction set is not the one label. Such sets hold the true label of {ConformalSets.Percent(sets.Level)} of each class, " +
                    "among images like those that the model was made with.");
        }

        screen.Notice(model.Card.ResearchUseOnly);
    }

    // the path last: no width is known beforehand that it fits in
    private void Say(string label, IReadOnlyList<string> numbers, string path)
    {
        string figures = string.Join(
            "  ", [label.PadRight(_labelWidth), .. numbers.Select((n, i) => n.PadLeft(Math.Max(_classNames[i].Length, Figures.Of(1.0).Length))), ""]);
        screen.SayRow(figures + path, figures.Length);
    }
}
