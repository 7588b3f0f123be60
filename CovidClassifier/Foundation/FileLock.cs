namespace CovidClassifier.Foundation;

/// <summary>Files that one process at a time may hold open.</summary>
internal static class FileLock
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Opens the file for reading and writing, made where it is missing; null where someone holds it. Disposing the stream releases it.</summary>
    /// <exception cref="IOException">The file cannot be opened for another reason.</exception>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <inheritdoc cref="OpenAsync(string, TimeSpan, CancellationToken)"/>
    public static FileStream? Open(string path, TimeSpan longest, CancellationToken cancellationToken) =>
        OpenAsync(path, longest, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Whether opening a file failed because someone else holds it.</summary>
    public static bool IsHeld(IOException e) => e.HResult is WindowsSharingViolation or LinuxWouldBlock or MacWouldBlock;

    /// <summary>Waits until no one else holds the file. It is not to be deleted: that would let a third process in between.</summary>
    /// <inheritdoc cref="OpenAsync(string, TimeSpan, CancellationToken)" path="/exception"/>
    public static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken) =>
        (await OpenAsync(path, TimeSpan.MaxValue, cancellationToken).ConfigureAwait(false))!;

    /// <summary>Waits until no one else holds the file; null where someone still does after <paramref name="longest"/>.</summary>
    /// <exception cref="IOException">The file cannot be opened for another reason.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    private static async Task<FileStream?> OpenAsync(string path, TimeSpan longest, CancellationToken cancellationToken)
    {
        long began = TimeProvider.System.GetTimestamp();
        FileStream? file;
        while ((file = TryOpen(path)) is null && TimeProvider.System.GetElapsedTime(began) < longest)
        {
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }

        return file;
    }
}
