using System.CommandLine;

namespace CovidClassifier.Console.Shards;

/// <summary>A command whose work shards can do each a part of.</summary>
internal interface IMergeable
{
    /// <summary>Makes the result of what the shards have left.</summary>
    /// <param name="parsed">The command line that the shards had, with what says where results go.</param>
    /// <param name="folder">Where they left it.</param>
    /// <param name="cancellation">Of the merge.</param>
    /// <returns>The exit code.</returns>
    int Merge(ParseResult parsed, string folder, Cancellation cancellation);
}
