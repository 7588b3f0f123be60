using System.Globalization;
using CovidClassifier.Data.Facts;

namespace CovidClassifier.Data.Tables;

/// <summary>Labels that have a column each, with 1 for present, 0 or blank for absent, and -1 for uncertain.</summary>
/// <param name="Columns">Their names and places.</param>
internal sealed record LabelColumns(IReadOnlyList<(string Label, int Index)> Columns)
{
    /// <summary>The labels of a row, and those that it may have; words for yes and no are read too.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fault">What a field holds that says neither, as part of a sentence; null: there is none.</param>
    public (IReadOnlyList<string> Present, IReadOnlyList<string> Uncertain) Of(TableRow row, out string? fault)
    {
        List<string> present = [], uncertain = [];
        fault = null;
        foreach ((string label, int index) in Columns)
        {
            switch (Read(row[index]))
            {
                case 1:
                    present.Add(label);
                    break;
                case -1:
                    uncertain.Add(label);
                    break;
                case null:
                    fault = $"column '{label}' must hold 1, 0, -1 or nothing, got '{row[index]}'";
                    break;
            }
        }

        return (present, uncertain);
    }

    /// <summary>1, 0 or -1; null for what is none of them.</summary>
    public static int? Read(string? field) => field is null || Placeholders.IsNoLabel(field) ? 0 : field.ToUpperInvariant() switch
    {
        "TRUE" or "T" or "YES" or "Y" => 1,
        "FALSE" or "F" or "NO" or "N" => 0,
        _ => double.TryParse(field.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is 1 or 0 or -1
            ? (int)number : null,
    };
}
