using System.Runtime.InteropServices;

namespace CovidClassifier.Console;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Data, a file, a network or the training failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot mean anything; nothing was read or written.</summary>
    public const int BadUsage = 2;

    /// <summary>There is no such shard, or shards that are to be merged do not make a whole.</summary>
    public const int BadShard = 3;

    /// <summary>Ctrl+C.</summary>
    public const int Interrupted = 130;

    private const int HungUp = 129, Terminated = 143;

    /// <summary>As shells count: 128 and the signal's number.</summary>
    public static int Of(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => HungUp,
        PosixSignal.SIGTERM => Terminated,
        _ => Interrupted,
    };
}
