namespace CovidClassifier.Foundation;

/// <summary>Why nothing could be written, in words that name the place that was meant and not the temporary file beside it.</summary>
internal static class WriteFault
{
    private const int NoSpace = 28, LinuxQuota = 122, MacQuota = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070), WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether the disk, or the share of it that the user may have, is full.</summary>
    public static bool IsDiskFull(Exception e) =>
        e is IOException && e.HResult is NoSpace or WindowsDiskFull or WindowsHandleDiskFull or LinuxQuota or MacQuota;

    /// <summary>The message of an error with a place in the place of a temporary file's path; without a full stop.</summary>
    public static string Reason(Exception e, string place)
    {
        string message = e.Message.TrimEnd('.');
        int name = message.IndexOf(AtomicFile.TemporaryPrefix, StringComparison.Ordinal);
        int begin = name < 0 ? -1 : message.LastIndexOf('\'', name), end = name < 0 ? -1 : message.IndexOf('\'', name);
        return begin < 0 || end < 0 ? message : string.Concat(message.AsSpan(0, begin + 1), place, message.AsSpan(end));
    }

    /// <summary>The error of a file that was to be written; null where the error speaks of something else.</summary>
    public static Exception? Of(Exception e, string path) => e switch
    {
        IOException when IsDiskFull(e) => new IOException($"There is no room on the disk for '{path}'; nothing of it was written.", e) { HResult = e.HResult },
        _ when !e.Message.Contains(AtomicFile.TemporaryPrefix, StringComparison.Ordinal) => null,
        UnauthorizedAccessException => new UnauthorizedAccessException($"{Reason(e, path)}.", e),
        IOException => new IOException($"{Reason(e, path)}.", e) { HResult = e.HResult },
        _ => null,
    };
}
