namespace CovidClassifier.Console;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Data, a file, a network or the training failed, or the run was cancelled.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot mean anything; nothing was read or written.</summary>
    public const int BadUsage = 2;

    /// <summary>There is no such shard, or shards that are to be merged do not make a whole.</summary>
    public const int BadShard = 3;
}
