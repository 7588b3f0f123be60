using System.CommandLine;

namespace CovidClassifier.Console.Commands;

/// <summary>What a user types to reach a command.</summary>
internal static class CommandName
{
    public static string FullName(this Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent && command is not RootCommand ? $"{parent.FullName()} {command.Name}" : "covid";
}
