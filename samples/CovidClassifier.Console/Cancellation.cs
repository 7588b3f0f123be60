using System.Runtime.InteropServices;

namespace CovidClassifier.Console;

/// <summary>
/// Ctrl+C, SIGTERM and SIGHUP (the terminal went) ask the work to stop; work that does not stop in time (a slow disk, say) is ended. What is saved is saved
/// whole, so that this is safe at any moment. A second Ctrl+C ends the process at once.
/// </summary>
internal sealed class Cancellation : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private Timer? _deadline;

    public Cancellation() => _signals =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    public CancellationToken Token => _source.Token;

    /// <summary>What is left of the work if it is cancelled now, as a clause.</summary>
    public string Kept { get; set; } = "nothing was saved";

    /// <summary>What the process ends with when it was.</summary>
    public int ExitCode { get; private set; } = Console.ExitCode.Interrupted;

    /// <summary>What to say when it was.</summary>
    public string Message => $"Cancelled; {Kept}.";

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _deadline?.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        ExitCode = Console.ExitCode.Of(context.Signal);
        _deadline = new Timer(_ => End(), null, Patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    private void End()
    {
        if (!System.Console.IsOutputRedirected)
        {
            // a progress bar had hidden it
            System.Console.CursorVisible = true;
        }

        StandardError.Say(Message);
        Environment.Exit(ExitCode);
    }
}
