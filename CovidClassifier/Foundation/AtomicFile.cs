using System.Security.Cryptography;

namespace CovidClassifier.Foundation;

/// <summary>
/// Writes a file whole or not at all: to a temporary name in the same folder, flushed to the disk, then moved over the target, whose access rights stay. Links
/// are written through. What is no regular file (a device, a pipe) is written to, never replaced.
/// </summary>
internal static class AtomicFile
{
    /// <summary>What the names of temporary files begin with.</summary>
    public const string TemporaryPrefix = ".covidclassifier-";

    private const string TemporaryEnding = ".tmp";
    private const int MostTries = 10;

    /// <summary>
    /// Calls <paramref name="write"/> with a stream that can be read and sought in, and puts the result at <paramref name="path"/>. Missing folders are made.
    /// When <paramref name="write"/> throws, nothing is left behind and an older file stays as it was. Temporary files that a killed process left in the folder
    /// are removed. Safe for several threads and processes: the last one wins.
    /// </summary>
    /// <exception cref="IOException">The disk is full, the name too long, or links lead in a circle; the message names the file that was meant.</exception>
    /// <exception cref="UnauthorizedAccessException">The place is a folder, or cannot be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        if (FileNodes.IsSpecial(full) || IsOpenAlready(full))
        {
            WriteThrough(full, write);
            return;
        }

        string target = RealPath.Of(full);
        string folder = Path.GetDirectoryName(target) ?? throw new UnauthorizedAccessException($"'{path}' is a folder.");
        if (Directory.Exists(target))
        {
            throw new UnauthorizedAccessException($"'{path}' is a folder.");
        }

        Directory.CreateDirectory(folder);
        RemoveAbandoned(folder);
        try
        {
            WriteBeside(target, folder, write);
        }
        catch (Exception e) when (WriteFault.Of(e, target) is { } fault)
        {
            throw fault;
        }

        FileNodes.FlushFolder(folder);
    }

    /// <summary>Removes the temporary files that killed processes have left in a folder.</summary>
    public static void RemoveAbandoned(string folder) => AbandonedFiles.Remove(folder, TemporaryPrefix + "*" + TemporaryEnding);

    /// <summary>Whether a file of this name is one that <see cref="Write"/> has not yet moved to its place.</summary>
    public static bool IsTemporary(string fileName) =>
        fileName.StartsWith(TemporaryPrefix, StringComparison.Ordinal) && fileName.EndsWith(TemporaryEnding, StringComparison.Ordinal);

    // /dev/stdout and its like: a file that is open already, and goes on being written after us. /dev itself holds plain files, too (/dev/shm)
    private static bool IsOpenAlready(string path)
    {
        string? here = OperatingSystem.IsWindows() ? null : path;
        for (int links = 0; here is not null && links < RealPath.MostLinks; links++)
        {
            if (here.StartsWith("/proc/", StringComparison.Ordinal) || here.StartsWith("/dev/fd/", StringComparison.Ordinal))
            {
                return File.Exists(path);
            }

            here = new FileInfo(here).LinkTarget is { } target ? Path.GetFullPath(target, Path.GetDirectoryName(here)!) : null;
        }

        return false;
    }

    private static void WriteBeside(string target, string folder, Action<Stream> write)
    {
        (string temporary, FileStream stream) = NewTemporary(folder);
        try
        {
            using (stream)
            {
                write(stream);
                FileNodes.CopyMode(target, stream.SafeFileHandle);
                stream.Flush(flushToDisk: true);

                // still held, so that nobody takes it for abandoned
                File.Move(temporary, target, overwrite: true);
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // made whole first: whoever reads the pipe gets all of it or nothing
    private static void WriteThrough(string target, Action<Stream> write)
    {
        using var whole = new MemoryStream();
        write(whole);
        using var stream = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (stream.CanSeek)
        {
            stream.Seek(0, SeekOrigin.End);
        }

        stream.Write(whole.GetBuffer().AsSpan(0, (int)whole.Length));
    }

    /// <summary>
    /// Makes a file of a temporary name in a folder that is there. It is held until its stream is disposed: till then it is to be moved to its place, or
    /// deleted.
    /// </summary>
    /// <exception cref="IOException">The disk is full, or there is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static (string Path, FileStream Stream) NewTemporary(string folder)
    {
        for (int tries = 1; ; tries++)
        {
            string path = Path.Combine(folder, TemporaryPrefix + RandomNumberGenerator.GetHexString(16, lowercase: true) + TemporaryEnding);
            try
            {
                FileStream stream = AbandonedFiles.Hold(path);
                if (File.Exists(path))
                {
                    return (path, stream);
                }

                stream.Dispose();
            }
            catch (IOException e) when (FileLock.IsHeld(e) && tries < MostTries)
            {
                // another process took it for abandoned in the moment before it was held
            }
        }
    }
}
