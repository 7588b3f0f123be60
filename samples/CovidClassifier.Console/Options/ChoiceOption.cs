using System.CommandLine;
using System.CommandLine.Parsing;

namespace CovidClassifier.Console.Options;

/// <summary>An option that takes one of a few words.</summary>
internal static class ChoiceOption
{
    /// <param name="name">With its dashes.</param>
    /// <param name="choices">Exact, lower case.</param>
    /// <param name="standard">The default; null: none.</param>
    /// <param name="description">For help.</param>
    public static Option<string?> Of(string name, string[] choices, string? standard, string description)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', choices),
            CustomParser = result => Parse(result, name, choices),
        };
        option.CompletionSources.Add(choices);
        if (standard is not null)
        {
            option.DefaultValueFactory = _ => standard;
        }

        return option;
    }

    /// <summary>The word that was given, if it is one of them.</summary>
    public static string Parse(ArgumentResult result, string name, string[] choices)
    {
        string value = result.Tokens[0].Value;
        if (!choices.Contains(value))
        {
            result.AddError($"{name} must be one of {string.Join(", ", choices)}, got '{value}'{Suggestion.After(value, choices)}");
        }

        return value;
    }
}
