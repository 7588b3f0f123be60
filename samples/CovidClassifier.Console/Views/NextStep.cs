namespace CovidClassifier.Console.Views;

/// <summary>What a person may do next.</summary>
/// <param name="Command">A command as it is typed; a sentence where no command is meant.</param>
/// <param name="Purpose">What it is good for, as a shell's comment behind the command; null where the command says it.</param>
internal readonly record struct NextStep(string Command, string? Purpose = null)
{
    private const int Continued = 4, Gap = 3;

    private bool IsCommand => Command.StartsWith("covid ", StringComparison.Ordinal);

    public static implicit operator NextStep(string command) => new(command);

    /// <summary>One line where it fits, else the purpose below the command; a command that is too wide goes on below as a shell takes it.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="lead">What the first line begins with; the others are indented as far.</param>
    public IEnumerable<string> Lines(int width, string lead)
    {
        int columns = width - lead.Length;
        string indent = new(' ', lead.Length), whole = Purpose is null ? Command : $"{Command}{new string(' ', Gap)}# {Purpose}";
        if (whole.Length <= columns)
        {
            return [lead + whole];
        }

        string[] lines = IsCommand ? [.. CommandLine.Lines(Command, columns - Continued)] : [.. BrokenLines.Of(Command, columns)];
        string further = IsCommand ? new string(' ', Continued) : "";
        return [lead + lines[0], .. lines.Skip(1).Select(line => indent + further + line), .. Purpose is null ? (string[])[] : [$"{indent}# {Purpose}"]];
    }
}
