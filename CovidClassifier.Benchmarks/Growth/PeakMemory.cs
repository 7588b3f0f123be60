using System.Diagnostics;
using System.Globalization;

namespace CovidClassifier.Benchmarks.Growth;

/// <summary>Watches this process and keeps the most memory that it held at once.</summary>
/// <remarks>
/// Private memory is what the system must keep for it. The pages of a memory-mapped file, which the system may drop and read again, count only in the resident
/// memory. Linux tells the two apart; elsewhere both are the resident memory.
/// </remarks>
internal sealed class PeakMemory : IDisposable
{
    private const string Status = "/proc/self/status";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process _process = Process.GetCurrentProcess();
    private readonly Timer _timer;
    private long _private;

    public PeakMemory() => _timer = new Timer(_ => Look(), state: null, TimeSpan.Zero, Pause);

    /// <summary>Bytes.</summary>
    public long Private
    {
        get
        {
            Look();
            return _private;
        }
    }

    /// <summary>Bytes, mapped files included.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _process.Dispose();
    }

    private void Look()
    {
        long bytes = File.Exists(Status) ? Anonymous() : Resident;
        for (long seen = _private; bytes > seen; seen = _private)
        {
            Interlocked.CompareExchange(ref _private, bytes, seen);
        }
    }

    private static long Anonymous()
    {
        string? line = File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
