using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--audits</c>.</summary>
internal sealed class AuditsOption
{
    private const string None = "none";
    private const string Files = "files";
    private const string Pictures = "pictures";

    private readonly Option<string?> _depth;

    private AuditsOption(string[] words, string standard) => _depth = ChoiceOption.Of(
        "--audits",
        words,
        standard,
        "What is asked of the data that would let a network cheat. files: copies, patients, sources, headers, sizes, image quality, outliers, order, ages, " +
            "views; reads each file once. pictures: also trains the network, in a cheap form, on the border of the pictures alone, and lists labels that it " +
            "contradicts (about two minutes on 2 cores).");

    /// <summary>Beside a training, which may go without.</summary>
    public static AuditsOption BesideTraining() => new([None, Files, Pictures], Files);

    /// <summary>Beside a cross-validation, which may go without.</summary>
    public static AuditsOption BesideFolds() => new([None, Files, Pictures], Pictures);

    /// <summary>Beside a comparison or a search, whose networks are many: none of them is trained for an audit.</summary>
    public static AuditsOption BesideManyNetworks() => new([None, Files], Files);

    /// <summary>Where nothing else is done.</summary>
    public static AuditsOption Alone() => new([Files, Pictures], Pictures);

    public void AddTo(Command command) => command.Add(HelpGroup.Measuring, _depth);

    public AuditDepth Read(ParseResult parsed) => parsed.GetValue(_depth) switch
    {
        None => AuditDepth.None,
        Files => AuditDepth.Files,
        _ => AuditDepth.Pictures,
    };
}
