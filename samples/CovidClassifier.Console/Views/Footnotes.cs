using System.Globalization;

namespace CovidClassifier.Console.Views;

/// <summary>Reasons and methods that stand in many cells of a table, said once under it.</summary>
internal sealed class Footnotes
{
    private readonly List<string> _notes = [];

    /// <summary>The mark that stands in the cell, for example [1]; empty for an empty note.</summary>
    public string Mark(string note)
    {
        if (note.Length == 0)
        {
            return "";
        }

        int index = _notes.IndexOf(note);
        if (index < 0)
        {
            index = _notes.Count;
            _notes.Add(note);
        }

        return string.Create(CultureInfo.InvariantCulture, $"[{index + 1}]");
    }

    public void Show(Screen screen)
    {
        foreach (string note in _notes)
        {
            screen.Say($"{Mark(note)} {note}");
        }
    }
}
