using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary>An option whose value people write in a form of its own, such as 10m or 2GB; null where it is not given.</summary>
internal static class ParsedOption
{
    /// <param name="name">Of the option.</param>
    /// <param name="helpName">What stands for its value in help.</param>
    /// <param name="description">Of the option.</param>
    /// <param name="parse">Null: the text has another form.</param>
    /// <param name="form">What the value must be, for example "a size such as 500MB".</param>
    public static Option<T?> Of<T>(string name, string helpName, string description, Func<string, T?> parse, string form)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                T? value = parse(text);
                if (value is null)
                {
                    result.AddError($"{name} must be {form}, got '{text}'.");
                }

                return value;
            },
        };
}
