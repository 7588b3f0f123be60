using CovidClassifier.Foundation;

namespace CovidClassifier.Console;

/// <summary>Errors as one sentence on one line.</summary>
internal static class Sentence
{
    // a screenful; what is longer was made so by a file
    private const int Longest = 4000;

    /// <summary>What a person needs of an error; the library's own messages are made to be shown as they are.</summary>
    public static string Of(Exception error) => error switch
    {
        DatasetException { Problems.Count: > 0 } => $"{Of(error.Message)[..^1]} (--allow-problems).",
        WeightsException => $"{Of(error.Message)[..^1]} (covid weights fetch, --weights).",
        AggregateException { InnerExceptions: [var first, ..] } => Of(first),
        ArgumentException { ParamName: { } name } => Of(error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)),
        CovidClassifierException or UsageException or BadShardException or IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException or NotSupportedException or KeyNotFoundException => Of(error.Message),
        _ => Of($"Unexpected {error.GetType().Name}: {error.Message}"),
    };

    /// <summary>Without line breaks and without what a terminal would obey, of bounded length, with a full stop.</summary>
    public static string Of(string message)
    {
        string line =
            Printable.Of(string.Join(' ', message.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        line = line.Length <= Longest ? line : $"{ShownText.Begin(line, Longest / 2)} ... {ShownText.End(line, Longest / 2)}";
        return line is [.., '.' or '!' or '?'] ? line : line + ".";
    }
}
