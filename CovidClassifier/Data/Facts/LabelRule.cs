namespace CovidClassifier;

/// <summary>
/// Which class an image has that a table gives several labels: <c>Effusion|Mass</c> in one column, or a column of 0 and 1 for each. Images that the rule
/// gives no class are left out and counted. Immutable.
/// </summary>
public sealed class LabelRule
{
    /// <summary>In a priority, any other label; its class is <see cref="LabelTable.Other"/>.</summary>
    public const string AnyOther = "*";

    private const string SingleName = "single", FirstName = "first", CombinedName = "combined";

    private readonly string _name;
    private readonly IReadOnlyList<string> _order;

    private LabelRule(string name, IReadOnlyList<string> order, UncertainLabels uncertain)
    {
        _name = name;
        _order = order;
        Uncertain = uncertain;
    }

    /// <summary>Images of one label (or several of one class) have it; those of several are left out. The default of tables.</summary>
    public static LabelRule Single { get; } = new(SingleName, [], UncertainLabels.LeaveOut);

    /// <summary>The label that is listed first, or whose column comes first.</summary>
    public static LabelRule First { get; } = new(FirstName, [], UncertainLabels.LeaveOut);

    /// <summary>Several labels together are a class of their own, "Effusion + Mass".</summary>
    public static LabelRule Combined { get; } = new(CombinedName, [], UncertainLabels.LeaveOut);

    /// <summary>What becomes of labels that are marked as uncertain. Default <see cref="UncertainLabels.LeaveOut"/>.</summary>
    public UncertainLabels Uncertain { get; }

    /// <summary>The first of these labels that an image has; images with none of them are left out.</summary>
    /// <param name="labels">One or more, each once; <see cref="AnyOther"/>, as the last, stands for every other label.</param>
    /// <exception cref="ArgumentException">There is none, one is blank or given twice, or <see cref="AnyOther"/> is not the last.</exception>
    public static LabelRule Priority(params IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        bool isValid = labels.Count > 0 && labels.All(l => !string.IsNullOrWhiteSpace(l)) && labels.DistinctBy(LabelTable.KeyOf).Count() == labels.Count
            && !labels.SkipLast(1).Contains(AnyOther);
        return isValid
            ? new LabelRule(string.Join(" > ", labels.Select(l => l.Trim())), [.. labels.Select(l => l.Trim())], UncertainLabels.LeaveOut)
            : throw new ArgumentException($"The labels of a rule must be named once each, {AnyOther} as the last if at all; got: "
            + $"{string.Join(", ", labels)}.", nameof(labels));
    }

    /// <summary>A rule from text: single, first, combined, or labels in order separated by '>', such as <c>Pneumonia > No Finding > *</c>.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static LabelRule Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return text.Trim().ToUpperInvariant() switch
        {
            "SINGLE" => Single,
            "FIRST" => First,
            "COMBINED" => Combined,
            _ => Priority(text.Split('>')),
        };
    }

    /// <summary>The same rule with another answer to uncertain labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="uncertain"/> is none of the known ones.</exception>
    public LabelRule WithUncertain(UncertainLabels uncertain) => Enum.IsDefined(uncertain)
        ? new LabelRule(_name, _order, uncertain)
        : throw new ArgumentOutOfRangeException(nameof(uncertain), uncertain, "Uncertain labels must be left out, positive or negative.");

    /// <summary>The rule in words.</summary>
    public override string ToString() => Uncertain switch
    {
        UncertainLabels.Positive => $"{_name}, uncertain labels positive",
        UncertainLabels.Negative => $"{_name}, uncertain labels negative",
        _ => _name,
    };

    /// <summary>The label that stands for an image, or why the image is left out; both null where it has no label at all.</summary>
    /// <param name="present">Labels that the image has, in the table's order.</param>
    /// <param name="uncertain">Labels that it may have.</param>
    /// <param name="table">Which labels mean one class.</param>
    internal (string? Label, string? LeftOutBecause) Choose(IReadOnlyList<string> present, IReadOnlyList<string> uncertain, LabelTable table)
    {
        string[] labels = [.. present, .. Uncertain == UncertainLabels.Positive ? uncertain : []];
        IReadOnlyList<string> open = Uncertain == UncertainLabels.LeaveOut ? uncertain : [];
        if (_order.Count > 0)
        {
            return ByPriority(labels, open, table);
        }

        string[] classes = [.. labels.DistinctBy(l => LabelTable.KeyOf(table.ClassOf(l)))];
        return open.Count > 0 && (_name != FirstName || labels.Length == 0) ? (null, "it may have a label that the table marks as uncertain")
            : classes.Length == 0 ? (null, null)
            : classes.Length == 1 || _name == FirstName ? (classes[0], null)
            : _name == CombinedName ? (string.Join(" + ", classes.Select(table.ClassOf).Order(StringComparer.Ordinal)), null)
            : (null, "it has several labels, and the label rule takes images of one");
    }

    private (string? Label, string? LeftOutBecause) ByPriority(string[] labels, IReadOnlyList<string> open, LabelTable table)
    {
        foreach (string wanted in _order)
        {
            bool Fits(string label) => wanted == AnyOther || LabelTable.AreSame(label, wanted) || LabelTable.AreSame(table.ClassOf(label),
                table.ClassOf(wanted));
            if (labels.Any(Fits))
            {
                return (wanted == AnyOther ? LabelTable.Other : wanted, null);
            }

            if (open.Any(Fits))
            {
                return (null, wanted == AnyOther ? "it may have a label that the table marks as uncertain"
                    : $"it may have {wanted}, which the table marks as uncertain");
            }
        }

        return (null, $"it has none of the labels of the rule ({_name})");
    }
}
