using System.CommandLine;
using CovidClassifier.Console.Completion;

namespace CovidClassifier.Console.Commands;

/// <summary><c>covid completion SHELL</c>.</summary>
internal sealed class CompletionCommand : CovidCommand
{
    private readonly Argument<string> _shell = new("SHELL") { Description = $"One of {string.Join(", ", CompletionScript.Shells)}." };

    public CompletionCommand()
        : base("completion", "Print the script that lets a shell complete commands, options and their words with the Tab key.")
    {
        _shell.CompletionSources.Add(CompletionScript.Shells);
        Add(_shell);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "covid completion bash > ~/.local/share/bash-completion/completions/covid",
        "covid completion zsh > ~/.zfunc/_covid",
        "covid completion fish > ~/.config/fish/completions/covid.fish",
        "covid completion pwsh | Out-String | Invoke-Expression",
    ];

    protected override int Run(ParseResult parsed, Cancellation cancellation)
    {
        string shell = parsed.GetRequiredValue(_shell);
        string? script = CompletionScript.Of(shell);
        if (script is null)
        {
            throw new UsageException($"SHELL must be one of {string.Join(", ", CompletionScript.Shells)}, got '{shell}'" +
                $"{Suggestion.After(shell, CompletionScript.Shells)}");
        }

        System.Console.Out.Write(script);
        return ExitCode.Done;
    }
}
