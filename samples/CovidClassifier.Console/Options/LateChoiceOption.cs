using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary>An option that takes one of a few words, which are found out only when they are needed; the first is the default.</summary>
internal sealed class LateChoiceOption : Option<string?>
{
    private readonly Lazy<string[]> _choices;

    public LateChoiceOption(string name, Func<string[]> choices, string description)
        : base(name)
    {
        _choices = new Lazy<string[]>(choices);
        Description = description;
        CustomParser = result => ChoiceOption.Parse(result, name, _choices.Value);
        DefaultValueFactory = _ => _choices.Value[0];
        CompletionSources.Add(_ => _choices.Value);
    }

    /// <summary>Puts the words where help shows them.</summary>
    public void CompleteHelp() => HelpName = string.Join('|', _choices.Value);
}
