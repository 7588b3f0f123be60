using System.CommandLine;
using System.CommandLine.Parsing;
using CovidClassifier.Foundation;

namespace CovidClassifier.Console.Options;

/// <summary>Holds the files that a command writes against each other, and against those that it reads.</summary>
internal static class OutputPlaces
{
    private static readonly StringComparison ByName =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <exception cref="UsageException">One file is written twice, or would replace what is read.</exception>
    public static void RequireApart(ParseResult parsed)
    {
        OutputPlace[] places =
            [.. parsed.CommandResult.Command.Options.OfType<OutputOption>().SelectMany(o => o.Places(parsed)).Where(p => !FileNodes.IsSpecial(Full(p.Path)))];
        for (int i = 0; i < places.Length; i++)
        {
            RequireApart(places[i], places[(i + 1)..]);
            RequireUnread(places[i], parsed);
        }
    }

    private static void RequireApart(OutputPlace place, IEnumerable<OutputPlace> others)
    {
        if (others.FirstOrDefault(o => AreSame(o.Path, place.Path)) is not { } other)
        {
            return;
        }

        (OutputPlace named, OutputPlace beside) = place.IsNamed ? (place, other) : (other, place);
        throw new UsageException(beside.IsNamed
            ? $"{place.Option.Name} and {other.Option.Name} must be two files, got '{place.Path}' for both."
            : $"{beside.Option.Name} writes its numbers to '{beside.Path}', which {named.Option.Name} names too; give them different names.");
    }

    private static void RequireUnread(OutputPlace place, ParseResult parsed)
    {
        foreach (SymbolResult read in parsed.CommandResult.Children)
        {
            if (read is not OptionResult { Option: OutputOption } && read.Tokens.FirstOrDefault(t => AreSame(t.Value, place.Path)) is { } token
                && File.Exists(token.Value))
            {
                string reader = read is OptionResult option ? option.Option.Name : ((ArgumentResult)read).Argument.Name;
                throw new UsageException($"{place.Option.Name} would replace '{token.Value}', which {reader} reads; give it another name.");
            }
        }
    }

    private static bool AreSame(string a, string b) => string.Equals(Full(a), Full(b), ByName);

    // a value that is no path at all, such as a long list of names, is no file either
    private static string Full(string path)
    {
        try
        {
            return path.Length == 0 ? "" : Path.GetFullPath(path);
        }
        catch (Exception e) when (e is ArgumentException or PathTooLongException or NotSupportedException)
        {
            return path;
        }
    }
}
