namespace CovidClassifier.Console.Completion;

/// <summary>What a shell runs to complete the console's words: it asks the console itself, by its <c>[suggest]</c> directive; paths are the shell's.</summary>
internal static class CompletionScript
{
    private const string Bash = """
        # bash completion of covid
        _covid() {
            local word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
            COMPREPLY=($(compgen -W "$(covid "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _covid covid

        """;

    private const string Zsh = """
        #compdef covid
        # zsh completion of covid
        _covid() {
            local -a words_known
            words_known=("${(@f)$(covid "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a words_known || _files
        }
        compdef _covid covid

        """;

    private const string Fish = """
        # fish completion of covid
        complete -c covid -a '(covid "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'

        """;

    private const string PowerShell = """
        # PowerShell completion of covid
        Register-ArgumentCompleter -Native -CommandName covid -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            covid "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    private static readonly Dictionary<string, string> Scripts =
        new(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["pwsh"] = PowerShell, ["fish"] = Fish };

    public static string[] Shells { get; } = [.. Scripts.Keys];

    /// <summary>Null: no such shell.</summary>
    public static string? Of(string shell) => Scripts.GetValueOrDefault(shell);
}
