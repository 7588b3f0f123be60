using CovidClassifier.Console.Options;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>Where everything for people goes: standard output, or standard error where standard output belongs to the JSON.</summary>
internal sealed class Screen
{
    // wide enough that no path is broken over two lines in a log
    private const int LogWidth = 500;

    private readonly Verbosity _verbosity;
    private readonly HashSet<string> _noticed = [];

    /// <param name="json">Where the JSON goes; null: nowhere.</param>
    /// <param name="verbosity">How much is shown.</param>
    public Screen(string? json, Verbosity verbosity = Verbosity.Normal)
        : this(json == JsonOption.StandardOutput ? System.Console.Error : System.Console.Out, verbosity) =>
            Asides = verbosity == Verbosity.Quiet ? new Screen(TextWriter.Null, verbosity) : this;

    private Screen(TextWriter writer, Verbosity verbosity)
    {
        _verbosity = verbosity;
        Terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        Terminal.Pipeline.Attach(new PrintableHook());
        IsLive = Terminal.Profile.Out.IsTerminal && Terminal.Profile.Capabilities.Ansi;
        if (!Terminal.Profile.Out.IsTerminal)
        {
            Terminal.Profile.Width = LogWidth;
        }

        Asides = this;
    }

    public IAnsiConsole Terminal { get; }

    /// <summary>True on a terminal, which can show moving bars; false in a log, which gets lines.</summary>
    public bool IsLive { get; }

    /// <summary>What <c>--quiet</c> leaves out goes here: progress, what was read, what to do next.</summary>
    public Screen Asides { get; }

    /// <summary>True where every figure is asked for.</summary>
    public bool IsVerbose => _verbosity == Verbosity.Verbose;

    public void Say(string text) => Terminal.WriteLine(Lines(text));

    /// <summary>A row whose last column may be too wide.</summary>
    /// <param name="row">The whole row.</param>
    /// <param name="column">Where the last column begins; what does not fit goes on below it.</param>
    public void SayRow(string row, int column) => Terminal.WriteLine(Lines(row, column));

    /// <summary>Sentences that speak against what is shown beside them.</summary>
    public void Warn(IReadOnlyList<string> sentences)
    {
        foreach (string sentence in sentences)
        {
            Terminal.WriteLine(Lines($"Warning: {sentence}"), new Style(Color.Yellow));
        }
    }

    /// <summary>Sentences that are good to know, which <c>--quiet</c> leaves out.</summary>
    public void Note(IReadOnlyList<string> sentences)
    {
        foreach (string sentence in sentences)
        {
            Asides.Say($"Note: {sentence}");
        }
    }

    /// <summary>A table; where the terminal is too narrow for it, a paragraph for each of its rows, so that no number is broken.</summary>
    public void Show(Table table) => Terminal.Write(new FoldingTable(table.Border(IsLive ? TableBorder.Rounded : TableBorder.Ascii)));

    /// <summary>A sentence that goes with every result, once however many results there are.</summary>
    public void Notice(string text)
    {
        if (_noticed.Add(text))
        {
            Terminal.WriteLine(text, new Style(Color.Yellow, decoration: Decoration.Bold));
        }
    }

    /// <summary>What a person does next: a command, or a sentence; several to choose from.</summary>
    public void Next(params ReadOnlySpan<NextStep> steps)
    {
        for (int i = 0; i < steps.Length; i++)
        {
            foreach (string line in steps[i].Lines(IsLive ? Terminal.Profile.Width : LogWidth, i == 0 ? "Next: " : "      "))
            {
                Asides.Terminal.WriteLine(line);
            }
        }
    }

    // an entry of a list hangs below its beginning; a log gets one line, which can be searched for
    private string Lines(string text, int? hanging = null) =>
        IsLive ? string.Join('\n', BrokenLines.Of(text, Terminal.Profile.Width, hanging ?? (text.StartsWith(' ') ? 2 : text.StartsWith('[') ? 4 : 0))) : text;
}
