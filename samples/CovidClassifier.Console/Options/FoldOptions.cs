using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--folds</c> and <c>--group</c>.</summary>
internal sealed class FoldOptions
{
    private const string Patient = "patient";
    private const string None = "none";
    private const string Both = "both";

    private readonly Option<int> _folds =
        NumberOption.Whole("--folds", 5, 2, "Into how many parts the images are dealt; each is scored by a model trained on the others.");

    private readonly Option<string?> _group;

    private FoldOptions(Option<string?> group) => _group = group;

    /// <summary>One way to deal.</summary>
    public static FoldOptions OneWay() => new(ChoiceOption.Of(
        "--group", [Patient, None], Patient, "patient keeps the images of a patient in one fold; none is for comparison with published figures only."));

    /// <summary>One way, or both beside each other.</summary>
    public static FoldOptions AnyWay() => new(ChoiceOption.Of(
        "--group", [Both, Patient, None], Both,
            "patient keeps the images of a patient in one fold; none is for comparison with published figures only; both shows the two side by side, in " +
            "twice the time."));

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Measuring, _folds, _group);
    }

    /// <summary>Where another option says how many folds there are.</summary>
    public void AddGroupTo(Command command) => command.AddRare(HelpGroup.Measuring, _group);

    public int Folds(ParseResult parsed) => parsed.GetValue(_folds);

    public bool IsGroupingGiven(ParseResult parsed) => parsed.GetResult(_group) is { Implicit: false };

    /// <summary>How the images are dealt, the way that counts first.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="split">Where each source is left out once, it says how the images are dealt.</param>
    /// <exception cref="UsageException">Two options say how the images are dealt.</exception>
    public IReadOnlyList<FoldGrouping> Groupings(ParseResult parsed, SplitOrigin split) => split == SplitOrigin.LeaveOneSourceOut
        ? BySource(parsed)
        : parsed.GetValue(_group) switch
        {
            Patient => [FoldGrouping.Patient],
            None => [FoldGrouping.None],
            _ => [FoldGrouping.Patient, FoldGrouping.None],
        };

    private IReadOnlyList<FoldGrouping> BySource(ParseResult parsed) => new Option[] { _folds, _group }.FirstOrDefault(o => IsGiven(parsed, o)) is { } other
        ? throw new UsageException($"--split leave-one-source-out makes one fold of each source; leave {other.Name} away.")
        : [FoldGrouping.Source];

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
