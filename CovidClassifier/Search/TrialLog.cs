using System.Text.Json;
using CovidClassifier.Foundation;

namespace CovidClassifier.Search;

/// <summary>
/// The trials of a search as lines of JSON, appended and flushed one by one: killed at any moment, every whole line counts, and a torn last one is cut off.
/// One process at a time: for a whole search, or, where several share one, for a turn.
/// </summary>
internal sealed class TrialLog : IDisposable
{
    private const string FileName = "trials.jsonl";
    private const int Format = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly FileStream _file;
    private readonly TrialLogJson _json;

    private TrialLog(FileStream file, TrialLogJson json, IReadOnlyList<TrialLogEntry> entries)
    {
        _file = file;
        _json = json;
        Entries = entries;
    }

    /// <summary>What an earlier run, or another process since this one's last turn, has left.</summary>
    public IReadOnlyList<TrialLogEntry> Entries { get; }

    /// <summary>Bytes up to where this process knows the file.</summary>
    public long Known => _file.Position;

    /// <param name="folder">Made where it is missing.</param>
    /// <param name="search">What the log is for.</param>
    /// <param name="networks">Those of the search.</param>
    /// <param name="resume">Go on from the file that is there.</param>
    /// <exception cref="TrainingException">The file belongs to another search, is not readable, is in use, or is there though the search was not asked to
    /// resume.</exception>
    public static TrialLog Open(string folder, Fingerprint search, IReadOnlyList<Network> networks, bool resume)
    {
        Directory.CreateDirectory(folder);
        FileStream file = FileLock.TryOpen(Path.Combine(folder, FileName)) ?? throw InUse(folder);
        AtomicFile.RemoveAbandoned(folder);
        return Read(file, folder, search, networks, resume);
    }

    /// <summary>What <see cref="Open"/> would refuse whatever the search is.</summary>
    /// <exception cref="TrainingException">The file is in use, or is there though the search was not asked to resume.</exception>
    public static void RequireFree(string folder, bool resume)
    {
        string path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            using FileStream file = FileLock.TryOpen(path) ?? throw InUse(folder);
            if (file.Length > 0 && !resume)
            {
                throw NotAskedToResume(folder);
            }
        }
    }

    /// <summary>Opens the log of a search that several processes share, as soon as none of the others has its turn.</summary>
    /// <param name="folder">There.</param>
    /// <param name="search">What the log is for.</param>
    /// <param name="networks">Those of the search.</param>
    /// <param name="known">Bytes that this process knows already, and does not read again; see <see cref="Known"/>.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="TrainingException">The file belongs to another search, is not readable, or is held for longer than any turn takes.</exception>
    public static TrialLog OpenInTurn(string folder, Fingerprint search, IReadOnlyList<Network> networks, long known, CancellationToken cancellationToken)
    {
        FileStream file = FileLock.Open(Path.Combine(folder, FileName), LongestWait, cancellationToken)
            ?? throw new TrainingException($"Folder '{folder}' is in use by a search of one process alone; wait for it, or give another folder.");
        return Read(file, folder, search, networks, resume: true, known);
    }

    private static TrainingException InUse(string folder) =>
        new($"Folder '{folder}' is in use by another search; wait for it, or give another folder.");

    private static TrainingException NotAskedToResume(string folder) =>
        new($"Folder '{folder}' holds an earlier search; resume it, or give an empty folder.");

    private static TrialLog Read(FileStream file, string folder, Fingerprint search, IReadOnlyList<Network> networks, bool resume, long known = 0)
    {
        try
        {
            var json = TrialLogJson.For(networks);
            return file.Length < known ? throw new TrainingException(
                    $"The log of the search in '{folder}' is shorter than it was: another program has changed it. Give an empty folder to begin anew.")
                : known > 0 ? Continue(file, folder, json, known)
                : file.Length == 0 ? Begin(file, json, search)
                : resume ? Continue(file, folder, json, search)
                : throw NotAskedToResume(folder);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Add(TrialLogEntry entry) => Append(_file, JsonSerializer.SerializeToUtf8Bytes(entry, _json.TrialLogEntry));

    public void Dispose() => _file.Dispose();

    private static TrialLog Begin(FileStream file, TrialLogJson json, Fingerprint search)
    {
        Append(file, JsonSerializer.SerializeToUtf8Bytes(new TrialLogHeader(Format, search.Version, search.Hash), json.TrialLogHeader));
        return new TrialLog(file, json, []);
    }

    private static TrialLog Continue(FileStream file, string folder, TrialLogJson json, Fingerprint search)
    {
        byte[] whole = WholeLines(file, from: 0);
        if (whole.Length == 0)
        {
            // killed while writing the very first line
            CutTo(file, 0);
            return Begin(file, json, search);
        }

        TrialLogEntry[] entries = Readable(folder, () =>
        {
            List<byte[]> lines = Lines(whole);
            TrialLogHeader header = lines.Count == 0 ? throw new InvalidDataException("It holds no line.")
                : JsonSerializer.Deserialize(HeaderLine(lines[0]), json.TrialLogHeader) ?? throw new InvalidDataException("Its first line is empty.");
            if (Refusal(header, search) is { } reason)
            {
                throw new TrainingException($"The search in '{folder}' {reason}. Give the same as before, or an empty folder.");
            }

            return EntriesOf(lines.Skip(1), json);
        });
        CutTo(file, whole.Length);
        return new TrialLog(file, json, entries);
    }

    private static TrialLog Continue(FileStream file, string folder, TrialLogJson json, long known)
    {
        byte[] whole = WholeLines(file, known);
        TrialLogEntry[] entries = Readable(folder, () => EntriesOf(Lines(whole), json));
        CutTo(file, known + whole.Length);
        return new TrialLog(file, json, entries);
    }

    private static void CutTo(FileStream file, long length)
    {
        file.SetLength(length);
        file.Seek(0, SeekOrigin.End);
    }

    /// <summary>The lines behind a place, without a torn last one.</summary>
    private static byte[] WholeLines(FileStream file, long from)
    {
        byte[] bytes = new byte[file.Length - from];
        file.Seek(from, SeekOrigin.Begin);
        file.ReadExactly(bytes);
        int whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        return bytes[..whole];
    }

    private static TrialLogEntry[] Readable(string folder, Func<TrialLogEntry[]> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new TrainingException($"The log of the search in '{folder}' cannot be read: {e.Message} Give an empty folder to begin anew.", e);
        }
    }

    private static TrialLogEntry[] EntriesOf(IEnumerable<byte[]> lines, TrialLogJson json) => [.. lines.Select(l => Entry(SealedLine.Open(l), json))];

    private static TrialLogEntry Entry(ReadOnlySpan<byte> line, TrialLogJson json)
    {
        TrialLogEntry entry = JsonSerializer.Deserialize(line, json.TrialLogEntry) ?? throw new InvalidDataException("A line holds no trial.");
        NoNulls.Require(entry, json.TrialLogEntry, "trial");
        return entry;
    }

    // each ends with its line break
    private static List<byte[]> Lines(ReadOnlySpan<byte> whole)
    {
        var lines = new List<byte[]>();
        while (!whole.IsEmpty)
        {
            int end = whole.IndexOf((byte)'\n');
            if (end > 0)
            {
                lines.Add(whole[..end].ToArray());
            }

            whole = whole[(end + 1)..];
        }

        return lines;
    }

    // logs of older formats have no checksums: their first line is bare JSON, and ends with its brace
    private static ReadOnlySpan<byte> HeaderLine(byte[] line) => line[^1] == (byte)'}' ? line : SealedLine.Open(line);

    private static string? Refusal(TrialLogHeader header, Fingerprint search) => header.Format == Format && header.Version is { } version
        ? search.Refusal(new Fingerprint(version, header.Search), "networks, images, execution provider, seed, folds or metric")
        : $"was made by {(header.Format < Format ? "an older" : "a newer")} version of the library{(header.Version is { } known ? $" ({known})" : "")}, " +
            $"and this is version {search.Version}";

    private static void Append(FileStream file, byte[] line)
    {
        file.Write([.. SealedLine.Seal(line), (byte)'\n']);
        file.Flush(flushToDisk: true);
    }
}
