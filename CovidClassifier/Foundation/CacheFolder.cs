using System.Buffers;
using System.IO.Enumeration;

namespace CovidClassifier.Foundation;

/// <summary>
/// A folder of what has been computed once, one file for each entry, named by a <see cref="CacheKey"/>, up to a limit. Any number of threads and processes use
/// it at once and never wait for each other: a file comes whole, under a temporary name first; what is torn, foreign or gone is missing, never an error. What
/// has not been read for longest goes first to make room, but never what was read or written since this object was made: work that is larger than the limit
/// then keeps a part of itself, where it would otherwise push out each entry before it is asked for again.
/// </summary>
internal sealed class CacheFolder
{
    private const string Ending = ".kept";
    private const int Lane = 2;
    private const long Block = 4096;

    // the folder is looked through again after each such share of the limit: others write and remove, too
    private const int Shares = 16;

    private readonly object _gate = new();
    private readonly DateTime _began = Now;
    private long _bytes;
    private long _addedSince;
    private bool _isKnown;
    private bool _isFull;

    /// <param name="path">Made when the first entry comes.</param>
    /// <param name="mostBytes">1 or more; the space of files counts, in blocks of 4,096 bytes.</param>
    public CacheFolder(string path, long mostBytes)
    {
        Root = Path.GetFullPath(path);
        MostBytes = mostBytes;
    }

    public string Root { get; }

    public long MostBytes { get; }

    /// <summary>Bytes of all entries, whoever wrote them, as far as this process knows.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                Look(room: 0);
                return _bytes;
            }
        }
    }

    /// <summary>Entries that found no room.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Why nothing more is written; null: it is.</summary>
    public string? Problem { get; private set; }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private long Share => Math.Max(1, MostBytes / Shares);

    /// <summary>Copies the content of an entry.</summary>
    /// <param name="key">Of the entry.</param>
    /// <param name="content">As long as the entry's; left as it is where that is missing.</param>
    /// <returns>False: it is missing.</returns>
    public bool TryRead(string key, Span<byte> content)
    {
        string path = PathOf(key);
        int length = content.Length + CacheEntry.Overhead;
        byte[] file = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            using (FileStream stream = RegularFile.OpenRead(path))
            {
                // one byte more than there should be would be another's
                if (stream.Length != length || stream.ReadAtLeast(file.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
                {
                    return false;
                }
            }

            if (!CacheEntry.TryRead(file.AsSpan(0, length), key, content))
            {
                return false;
            }
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(file);
        }

        Touch(path);
        return true;
    }

    /// <summary>Keeps an entry, where there is room and the folder can be written to.</summary>
    public void Add(string key, ReadOnlySpan<byte> content)
    {
        int length = content.Length + CacheEntry.Overhead;
        long space = Space(length);
        if (!TakeRoom(space))
        {
            return;
        }

        byte[] file = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            CacheEntry.Write(file.AsSpan(0, length), key, content);
            Write(PathOf(key), file.AsSpan(0, length));
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            lock (_gate)
            {
                _bytes -= space;
                Problem ??= WriteFault.IsDiskFull(e)
                    ? FormattableString.Invariant($"its disk has no room for {Math.Ceiling(space / 1000.0)} kB more")
                    : WriteFault.Reason(e, Root);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(file);
        }
    }

    private static bool IsOfFiles(Exception e) => e is IOException or UnauthorizedAccessException;

    private static long Space(long length) => (length + Block - 1) / Block * Block;

    private string PathOf(string key) => Path.Combine(Root, key[..Lane], key[Lane..] + Ending);

    // not flushed to the disk: what a power cut takes is missing, or torn and not believed
    private void Write(string path, ReadOnlySpan<byte> file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        (string temporary, FileStream stream) = AtomicFile.NewTemporary(Root);
        using (stream)
        {
            try
            {
                stream.Write(file);
                stream.Flush();
                File.SetLastWriteTimeUtc(stream.SafeFileHandle, Now);
                File.Move(temporary, path, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
    }

    // the time of writing is the time of the last use: that of reading is not kept by every file system
    private static void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, Now);
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            // just removed, another user's, or on a disk that is only read
        }
    }

    private bool TakeRoom(long space)
    {
        lock (_gate)
        {
            if (Problem is not null)
            {
                return false;
            }

            // what could never fit pushes nothing out
            if (!_isFull && space <= MostBytes)
            {
                Look(space);
                _isFull = _bytes + space > MostBytes;
            }

            if (_isFull || space > MostBytes)
            {
                LeftOut++;
                return false;
            }

            _bytes += space;
            _addedSince += space;
            return true;
        }
    }

    /// <summary>Looks through the folder where what is in it may have changed much, and removes entries until there is room.</summary>
    private void Look(long room)
    {
        if (_isKnown && _addedSince + room <= Share)
        {
            return;
        }

        AtomicFile.RemoveAbandoned(Root);
        (string Path, long Space, DateTime Used)[] entries = Entries();
        _bytes = entries.Sum(e => e.Space);
        (_isKnown, _addedSince) = (true, 0);

        // where something comes, one share is made free, so that what comes before the next look still fits
        long most = MostBytes - (room > 0 ? Math.Max(room, Share) : 0);
        Array.Sort(entries, (a, b) => a.Used.CompareTo(b.Used));
        foreach ((string path, long space, DateTime used) in entries)
        {
            if (_bytes <= most || used >= _began)
            {
                break;
            }

            _bytes -= Remove(path) ? space : 0;
        }
    }

    private (string Path, long Space, DateTime Used)[] Entries()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        try
        {
            return
            [
                .. new FileSystemEnumerable<(string, long, DateTime)>(
                    Root, (ref FileSystemEntry entry) => (entry.ToFullPath(), Space(entry.Length), entry.LastWriteTimeUtc.UtcDateTime), options)
                {
                    ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName.Length == Lane,
                    ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsEntry(entry.FileName),
                },
            ];
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            // the folder is not there yet, or no longer
            return [];
        }
    }

    private static bool IsEntry(ReadOnlySpan<char> name) =>
        name.Length == CacheKey.Length - Lane + Ending.Length && name.EndsWith(Ending, StringComparison.Ordinal);

    private static bool Remove(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            return false;
        }
    }
}
