using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>How a table says what its images show: one column with a label or several, or a column of 0 and 1 for each label.</summary>
internal sealed class ManifestLabels
{
    private const int SampledRows = 1000;

    private static readonly string[] UsualNames = ["label", "class", "classname", "finding", "labels", "findings", "findinglabels", "diagnosis", "category",
        "target", "classlabel", "classlabels", "classnames", "labelname", "imagelabel", "groundtruth"];

    private readonly int _column;
    private readonly LabelColumns? _columns;
    private readonly LabelRule _rule;
    private readonly LabelTable _table;

    private ManifestLabels(int column, LabelColumns? columns, DatasetOptions options)
    {
        _column = column;
        _columns = columns;
        _rule = options.LabelRule ?? LabelRule.Single;
        _table = options.Labels;
    }

    /// <param name="table">The table.</param>
    /// <param name="named">The column that the caller names, or several separated by commas; null: the usual names, else columns of 0 and 1 that are named
    /// for classes.</param>
    /// <param name="others">Columns that hold something else.</param>
    /// <param name="options">The caller's.</param>
    /// <param name="draft">Told which columns were taken where nobody named them.</param>
    /// <exception cref="DatasetException">There is no label.</exception>
    public static ManifestLabels In(CsvTable table, string? named, IReadOnlyList<int> others, DatasetOptions options, DatasetDraft draft)
    {
        if (named is not null && table.IndexOf(named) < 0 && named.Contains(','))
        {
            return new(-1, new LabelColumns([.. named.Split(',', StringSplitOptions.TrimEntries).Select(n => (n, table.Require("label", n)))]), options);
        }

        int column = table.IndexOf(named is null ? UsualNames : [named]);
        if (column >= 0)
        {
            DescribeOthers(table, named, column, draft);
            return new(column, null, options);
        }

        int[] flags = named is null ? [.. Flags(table).Except(others)] : [];
        (string Label, int Index)[] classes = [.. flags.Select(i => (table.Columns[i], i)).Where(c => FolderNames.MentionsClass(c.Item1, options))];
        if (classes.Length == 0)
        {
            table.Require(flags.Length == 0 ? "label" : $"label (if the columns of 0 and 1, {string.Join(", ", flags.Select(i => table.Columns[i]))}, are "
                + "labels, name those that are)", named is null ? UsualNames[..4] : [named]);
        }

        draft.AddNote(
            $"The labels are read from the columns of 0 and 1 that are named for classes: "
                + $"{string.Join(", ", classes.Select(c => c.Label))}{(classes.Length == 1 ? "; 0 is read as Other" : "")}.");
        return new(-1, new LabelColumns(classes), options);
    }

    /// <summary>Says which of several columns that could hold the label was taken.</summary>
    private static void DescribeOthers(CsvTable table, string? named, int column, DatasetDraft draft)
    {
        string[] others = named is not null ? [] : [.. table.Columns.Where((c, i) => i != column && UsualNames.Any(u => LabelTable.AreSame(u, c)))];
        if (others.Length > 0)
        {
            draft.AddWarning($"The labels are read from the column '{table.Columns[column]}', though {string.Join(", ", others.Select(c => $"'{c}'"))} could "
                + "hold them too; name the column that is meant.");
        }
    }

    /// <summary>The label, or why the rule leaves the image out; both null where it has none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fault">What cannot be read; null: there is nothing such.</param>
    public (string? Label, string? LeftOutBecause) Of(TableRow row, out string? fault)
    {
        fault = null;
        if (_columns is null)
        {
            return LabelText.IsSeveral(row[_column], _table) ? _rule.Choose(LabelText.Split(row[_column], _table), [], _table) : Alone(row[_column]);
        }

        (IReadOnlyList<string> present, IReadOnlyList<string> uncertain) = _columns.Of(row, out fault);
        bool isAbsent = _columns.Columns.Count == 1 && present.Count == 0 && uncertain.Count == 0;
        return isAbsent ? Absent(row) : _rule.Choose(present, uncertain, _table);
    }

    /// <summary>A single label; a rule that names labels leaves out what it does not name.</summary>
    private (string? Label, string? LeftOutBecause) Alone(string? label) =>
        label is null || Placeholders.IsNoLabel(label) && !_table.Knows(label) ? (label, null) : _rule.Choose([label], [], _table);

    /// <summary>Of one column, a 0 says Other and nothing says nothing.</summary>
    private (string? Label, string? LeftOutBecause) Absent(TableRow row) =>
        row[_columns!.Columns[0].Index] is { } field && !Placeholders.IsNoLabel(field) ? (LabelTable.Other, null) : (null, null);

    /// <summary>Columns in which the first rows hold 0, 1, -1 and nothing else, and a 1 somewhere.</summary>
    private static IEnumerable<int> Flags(CsvTable table)
    {
        bool[] isFlag = [.. table.Columns.Select(c => c.Length > 0)];
        bool[] holdsOne = new bool[isFlag.Length];
        foreach (TableRow row in table.Rows(_ => { }).Take(SampledRows))
        {
            for (int i = 0; i < isFlag.Length; i++)
            {
                int? value = isFlag[i] ? LabelColumns.Read(row[i]) : null;
                isFlag[i] &= value is not null;
                holdsOne[i] |= value == 1;
            }
        }

        return Enumerable.Range(0, isFlag.Length).Where(i => isFlag[i] && holdsOne[i]);
    }
}
