namespace CovidClassifier.Console.Views;

/// <summary>What a person may do next.</summary>
/// <param name="Command">A command as it is typed; a sentence where no command is meant.</param>
/// <param name="Purpose">What it is good for, as a shell's comment behind the command; null where the command says it.</param>
internal readonly record struct NextStep(string Command, string? Purpose = null)
{
    public static implicit operator NextStep(string command) => new(command);

    /// <summary>One line, or the purpose below the command where both do not fit beside each other; a command is never broken.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="lead">What the first line begins with; the others are indented as far.</param>
    public IEnumerable<string> Lines(int width, string lead)
    {
        string command = $"{lead}{Command}";
        if (Purpose is null)
        {
            return [command];
        }

        string whole = $"{command}   # {Purpose}";
        return whole.Length <= width ? [whole] : [command, $"{new string(' ', lead.Length)}# {Purpose}"];
    }
}
