using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>Where everything for people goes: standard output, or standard error where standard output belongs to the JSON.</summary>
internal sealed class Screen
{
    // wide enough that no path is broken over two lines in a log
    private const int LogWidth = 500;

    public Screen(string? json)
    {
        TextWriter writer = json == Options.JsonOption.StandardOutput ? System.Console.Error : System.Console.Out;
        Terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        Terminal.Pipeline.Attach(new PrintableHook());
        IsLive = Terminal.Profile.Out.IsTerminal && Terminal.Profile.Capabilities.Ansi;
        if (!Terminal.Profile.Out.IsTerminal)
        {
            Terminal.Profile.Width = LogWidth;
        }
    }

    public IAnsiConsole Terminal { get; }

    /// <summary>True on a terminal, which can show moving bars; false in a log, which gets lines.</summary>
    public bool IsLive { get; }

    public void Say(string text) => Terminal.WriteLine(text);

    public void Warn(string text) => Terminal.WriteLine($"Warning: {text}", new Style(Color.Yellow));

    public void Show(Table table) => Terminal.Write(table.Border(IsLive ? TableBorder.Rounded : TableBorder.Ascii));

    /// <summary>The line that goes with every result.</summary>
    public void Notice(string text) => Terminal.WriteLine(text, new Style(Color.Yellow, decoration: Decoration.Bold));
}
