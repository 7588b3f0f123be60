using System.CommandLine;
using System.Globalization;
using CovidClassifier.Console.Commands;
using CovidClassifier.Console.Options;

namespace CovidClassifier.Console.Help;

/// <summary>A command's help: what it is for, what it needs, its options by group, examples. Needs neither the library nor a terminal library.</summary>
/// <param name="command">Whose.</param>
/// <param name="isWhole">With the options that are rarely needed.</param>
internal sealed class HelpPage(Command command, bool isWhole)
{
    private const int WidthOfAFile = 100, WidestPage = 120, NarrowestPage = 60;

    private static readonly (string Label, string Text)[] ExitCodes =
    [
        (Code(ExitCode.Done), "done"),
        (Code(ExitCode.Failed), "failed: data, a file, a network or the training; one sentence says why"),
        (Code(ExitCode.BadUsage), "the command line cannot be carried out; nothing was read or written"),
        (Code(ExitCode.BadShard), "there is no such shard, or shards that are to be merged do not make a whole"),
        (Code(ExitCode.Interrupted), "interrupted by Ctrl+C (143 by SIGTERM, 129 by a hang-up); one sentence says what is kept"),
    ];

    public static int Width => System.Console.IsOutputRedirected ? WidthOfAFile : Math.Clamp(System.Console.WindowWidth, NarrowestPage, WidestPage);

    /// <param name="width">Columns.</param>
    public string Text(int width)
    {
        var text = new HelpText(width);
        text.Paragraph(command.Description!);
        text.Line("Usage:");
        text.CommandLine(Usage());
        text.Line();
        Rows(text, "Commands", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description!)));
        Rows(text, "Arguments", command.Arguments.Select(a => (a.Name, a.Description!)));
        Option[] options = [.. command.Options.Where(o => !o.Hidden)];
        Rows(text, "Required", options.Where(o => o.Required).Select(Row));
        foreach (IGrouping<HelpGroup, Option> group in options.Where(o => !o.Required && (isWhole || !HelpPlaces.Of(o).IsRare))
            .GroupBy(o => HelpPlaces.Of(o).Group).OrderBy(g => g.Key))
        {
            Rows(text, group.Key.ToString(), group.Select(Row));
        }

        Close(text, options.Count(o => !o.Required && HelpPlaces.Of(o).IsRare));
        return text.ToString();
    }

    private void Close(HelpText text, int rare)
    {
        if (rare > 0 && !isWhole)
        {
            text.Paragraph($"{rare.ToString(CultureInfo.InvariantCulture)} more options, rarely needed: {command.FullName()} --help-all");
        }

        if (command is IHaveExamples { Examples: var examples })
        {
            text.Line("Examples:");
            foreach (string example in examples)
            {
                text.CommandLine(example);
            }

            text.Line();
        }

        if (command is RootCommand)
        {
            text.Table("Exit codes", ExitCodes);
        }

        text.Line("For research and teaching only, never for diagnosis.");
    }

    private string Usage() => string.Join(' ',
    [
        command.FullName(),
        .. command.Subcommands.Count > 0 ? (string[])["COMMAND"] : [],
        .. command.Options.Where(o => o.Required).Select(Label),
        .. command.Arguments.Select(a => $"{(a.Arity.MinimumNumberOfValues == 0 ? "[" : "")}{a.Name}{(a.Arity.MaximumNumberOfValues > 1 ? "..." : "")}" +
            $"{(a.Arity.MinimumNumberOfValues == 0 ? "]" : "")}"),
        "[options]",
    ]);

    private static void Rows(HelpText text, string heading, IEnumerable<(string Label, string Text)> rows)
    {
        (string, string)[] all = [.. rows];
        if (all.Length > 0)
        {
            text.Table(heading, all);
        }
    }

    private static (string Label, string Text) Row(Option option)
    {
        (option as LateChoiceOption)?.CompleteHelp();
        return (Label(option), option.Description + Default(option));
    }

    private static string Label(Option option) => option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;

    // a flag is off by default, and some descriptions say their default in words
    private static string Default(Option option) =>
        !option.HasDefaultValue || option.ValueType == typeof(bool) || option.Description!.Contains("Default:", StringComparison.Ordinal) ? ""
        : $" Default: {Convert.ToString(option.GetDefaultValue(), CultureInfo.InvariantCulture)}.";

    private static string Code(int code) => code.ToString(CultureInfo.InvariantCulture);
}
