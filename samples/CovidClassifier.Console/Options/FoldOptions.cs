using System.CommandLine;
using CovidClassifier.Data;

namespace CovidClassifier.Console.Options;

/// <summary><c>--folds</c> and <c>--group</c>.</summary>
internal sealed class FoldOptions
{
    private const string Patient = "patient";

    private readonly Option<int> _folds = NumberOption.Whole("--folds", 5, 2, "Into how many parts the images are dealt; each is scored by a model trained on the others.");

    private readonly Option<string?> _group = Group();

    public void AddTo(Command command)
    {
        command.Add(_folds);
        command.Add(_group);
    }

    public int Folds(ParseResult parsed) => parsed.GetValue(_folds);

    public FoldGrouping Grouping(ParseResult parsed) => GroupingOf(parsed.GetValue(_group));

    /// <summary><c>--group</c> alone.</summary>
    public static Option<string?> Group() => ChoiceOption.Of(
        "--group", [Patient, "none"], Patient, "patient keeps the images of a patient in one fold; none is for comparison with published figures only.");

    public static FoldGrouping GroupingOf(string? group) => group == Patient ? FoldGrouping.Patient : FoldGrouping.None;
}
