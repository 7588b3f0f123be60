using System.Text.Json;
using CovidClassifier.Foundation;

namespace CovidClassifier.Console.Scores;

/// <summary>
/// The rows of a scoring under way, each on the disk before the next, in a file beside the one that they are for; a killed run is gone on with from here. Each
/// line ends with its checksum, so that half a line is not taken for a whole one. One process at a time holds it.
/// </summary>
internal sealed class ScoreJournal : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly JournalHead _head;
    private long _begin;

    private ScoreJournal(string path, FileStream file, JournalHead head)
    {
        _path = path;
        _file = file;
        _head = head;
    }

    /// <summary>Rows in it.</summary>
    public int Rows { get; private set; }

    /// <summary>Where the journal of a file of scores lies.</summary>
    public static string PathOf(string output) => output + ".partial";

    /// <summary>Begins a journal, or goes on with one of the same model.</summary>
    /// <exception cref="UsageException">Another process holds it, it is of another model or version, or it is no journal.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static ScoreJournal Open(string output, JournalHead head)
    {
        string path = PathOf(output);
        FileStream file = FileLock.TryOpen(path) ?? throw new UsageException($"'{path}' is being written by another process; wait for it, or stop it.");
        var journal = new ScoreJournal(path, file, head);
        try
        {
            journal.GoOn();
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Add(ScoreRow row)
    {
        WriteLine(JsonLinesScores.Line(row, _head.ClassNames));
        Rows++;
    }

    /// <summary>The rows from the first one on. Nothing may be added while they are read.</summary>
    public IEnumerable<ScoreRow> Read()
    {
        _file.Position = _begin;
        foreach (byte[] line in FileLines.Read(_file))
        {
            yield return JsonLinesScores.Parse(SealedLine.Open(line), _head.ClassNames);
        }
    }

    /// <summary>Removes the file: its rows are where they belong.</summary>
    public void Delete() => File.Delete(_path);

    public void Dispose() => _file.Dispose();

    private void GoOn()
    {
        long end = 0;
        foreach (byte[] line in FileLines.Read(_file))
        {
            if (!IsWhole(line))
            {
                // what follows a damaged line is scored again
                break;
            }

            end += line.Length + 1;
            if (_begin == 0)
            {
                RequireSame(line);
                _begin = end;
            }
            else
            {
                Rows++;
            }
        }

        if (_begin == 0 && _file.Length > 0)
        {
            throw new UsageException($"'{_path}' is not the journal of a scoring; move it away.");
        }

        _file.SetLength(end);
        _file.Position = end;
        if (_begin == 0)
        {
            WriteLine(JsonSerializer.SerializeToUtf8Bytes(_head, JournalJson.Default.JournalHead));
            _begin = _file.Position;
        }
    }

    private void RequireSame(byte[] line)
    {
        JournalHead found = JsonSerializer.Deserialize(SealedLine.Open(line), JournalJson.Default.JournalHead)!;
        if (found.Format != _head.Format || found.ModelHash != _head.ModelHash || found.Rejects != _head.Rejects
            || !found.ClassNames.SequenceEqual(_head.ClassNames, StringComparer.Ordinal))
        {
            throw new UsageException(
                $"'{_path}' is of another model, another --reject or another version of this program, so that its rows cannot be gone on with; delete it to " +
                    $"begin anew.");
        }
    }

    // one write a line, so that a kill leaves whole lines and at most one that is not
    private void WriteLine(ReadOnlySpan<byte> line) => _file.Write([.. SealedLine.Seal(line), (byte)'\n']);

    private static bool IsWhole(byte[] line)
    {
        try
        {
            SealedLine.Open(line);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
