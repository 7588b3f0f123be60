using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary><c>--positive LABEL</c>, the same in every command that trains.</summary>
internal static class PositiveOption
{
    public static Option<string?> Create() => new("--positive")
    {
        Description = "The class that sensitivity, specificity and threshold refer to. Default: the class that is COVID-19.",
        HelpName = "LABEL",
    };
}
