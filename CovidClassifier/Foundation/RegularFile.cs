using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CovidClassifier.Foundation;

/// <summary>
/// Opens files that are files: opening a named pipe to read waits until another process writes into it, for ever if none does. Where the system knows such
/// pipes in folders, the file is opened without waiting and then looked at.
/// </summary>
internal static partial class RegularFile
{
    private const FileShare AllowOthers = FileShare.ReadWrite | FileShare.Delete;

    // fcntl.h: O_NONBLOCK | O_CLOEXEC; reading is 0. The numbers are those of Linux on x64 and arm64, and of macOS
    private static readonly int OpenWithoutWaiting = OperatingSystem.IsMacOS() ? 0x4 | 0x1000000 : 0x800 | 0x80000;

    /// <summary>Opens a file for reading, unbuffered, and lets others write it.</summary>
    /// <exception cref="IOException">It is missing, a pipe or a terminal, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or access is denied.</exception>
    public static FileStream OpenRead(string path)
    {
        if ((OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) && !path.Contains('\0') && !IsSeekable(path))
        {
            throw new IOException("it is a pipe or a device, not a file");
        }

        return new FileStream(path, FileMode.Open, FileAccess.Read, AllowOthers, bufferSize: 0);
    }

    // what cannot be opened here is left to the platform's own way, whose errors say why
    private static bool IsSeekable(string path)
    {
        using var handle = new SafeFileHandle((nint)Open(Path.GetFullPath(path), OpenWithoutWaiting), ownsHandle: true);
        return handle.IsInvalid || Seek(handle, 0, 0) >= 0;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "lseek")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial long Seek(SafeFileHandle handle, long offset, int origin);
}
