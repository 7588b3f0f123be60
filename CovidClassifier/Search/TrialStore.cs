using CovidClassifier.Foundation;

namespace CovidClassifier.Search;

/// <summary>
/// Where the trials of a search are kept: in a log that is one process's own for as long as it searches, or in one that several processes write to in turn.
/// </summary>
internal sealed class TrialStore : IDisposable
{
    private readonly string _folder;
    private readonly Func<long, CancellationToken, TrialLog> _turn;
    private readonly TrialLog? _own;
    private readonly SearchWorker? _worker;
    private bool _isTakenUp;

    // bytes of a shared log
    private long _known;

    private TrialStore(string folder, Func<long, CancellationToken, TrialLog> turn, TrialLog? own, SearchWorker? worker)
    {
        _folder = folder;
        _turn = turn;
        _own = own;
        _worker = worker;
    }

    /// <summary>By what name this process takes trials; null: there is no other.</summary>
    public string? Worker => _worker?.Name;

    /// <summary>One process's own.</summary>
    /// <inheritdoc cref="TrialLog.Open"/>
    public static TrialStore Open(string folder, Fingerprint search, IReadOnlyList<Network> networks, bool resume)
    {
        TrialLog log = TrialLog.Open(folder, search, networks, resume);
        try
        {
            RequireNoWorkers(folder);
            return new TrialStore(folder, (_, _) => log, log, worker: null);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Refuses what can be seen of a folder before any image is read: that others are at work in it, or that it has a search that was not asked for.
    /// </summary>
    /// <param name="folder">May be missing.</param>
    /// <param name="resume">As for <see cref="Open"/>.</param>
    /// <exception cref="TrainingException">It cannot be one process's own.</exception>
    public static void RequireFree(string folder, bool resume)
    {
        TrialLog.RequireFree(folder, resume);
        RequireNoWorkers(folder);
    }

    /// <summary>Several processes'.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="search">What the log is for.</param>
    /// <param name="networks">Those of the search.</param>
    public static TrialStore Join(string folder, Fingerprint search, IReadOnlyList<Network> networks) =>
        new(folder, (known, token) => TrialLog.OpenInTurn(folder, search, networks, known, token), own: null, SearchWorker.Join(folder));

    /// <summary>Whether another process lives that has taken a trial's next fold.</summary>
    public bool IsTaken(Trial trial) => trial.Worker is { } other && _worker is not null && other != Worker && SearchWorker.IsAlive(_folder, other);

    /// <summary>Begins a time in which no other process changes the log.</summary>
    /// <param name="takeUp">Told each line that this process has not seen yet.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public Turn Begin(Action<TrialLogEntry> takeUp, CancellationToken cancellationToken)
    {
        TrialLog log = _turn(_known, cancellationToken);
        try
        {
            foreach (TrialLogEntry entry in log == _own && _isTakenUp ? [] : log.Entries)
            {
                takeUp(entry);
            }

            _isTakenUp = true;
            return new Turn(this, log);
        }
        catch
        {
            End(log);
            throw;
        }
    }

    public void Dispose()
    {
        _own?.Dispose();
        _worker?.Dispose();
    }

    private static void RequireNoWorkers(string folder)
    {
        if (SearchWorker.Living(folder) is > 0 and var living)
        {
            string who = living == 1 ? "1 process that shares" : $"{living} processes that share";
            throw new TrainingException($"Folder '{folder}' is in use by {who} the search; wait until they have ended.");
        }
    }

    private void End(TrialLog log)
    {
        if (log != _own)
        {
            _known = log.Known;
            log.Dispose();
        }
    }

    /// <summary>Ends when it is disposed.</summary>
    internal readonly struct Turn(TrialStore store, TrialLog log) : IDisposable
    {
        public void Add(TrialLogEntry entry) => log.Add(entry);

        public void Dispose() => store.End(log);
    }
}
