using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CovidClassifier.Foundation;

/// <summary>What the file systems of Linux and macOS know of a name beside its bytes, and .NET has no word for.</summary>
internal static unsafe partial class FileNodes
{
    // stat.h: the bits of a mode that say the kind, and the kinds of files and folders
    private const int KindMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    // fcntl.h and stat.h of Linux: AT_FDCWD, STATX_TYPE; struct statx is the same for every processor: 256 bytes, stx_mode at 28
    private const int CurrentFolder = -100;
    private const uint KindOnly = 1;
    private const int LargestStatus = 256;
    private const int LinuxModeOffset = 28;

    // struct stat of macOS on arm64: 144 bytes, st_mode at 4
    private const int MacModeOffset = 4;

    // O_CLOEXEC; reading is 0
    private static readonly int ReadOnly = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    /// <summary>
    /// Whether it is there, links followed, and neither a regular file nor a folder: a device, a pipe, a socket. False on Windows, whose folders hold no such
    /// things.
    /// </summary>
    public static bool IsSpecial(string path) => !path.Contains('\0', StringComparison.Ordinal) && KindOf(path) is not (0 or RegularFile or Folder);

    /// <summary>Gives an open file the access rights of the one that it will replace; nothing happens where there is none, or on Windows.</summary>
    public static void CopyMode(string target, SafeFileHandle file)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(file, File.GetUnixFileMode(target));
        }
    }

    /// <summary>Makes a rename in the folder outlast a power cut. Where a file system cannot do so, nothing happens: the file itself is safe.</summary>
    public static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return;
        }

        using var handle = new SafeFileHandle(Open(folder, ReadOnly), ownsHandle: true);
        if (!handle.IsInvalid)
        {
            _ = Flush(handle);
        }
    }

    /// <returns>0: unknown.</returns>
    private static int KindOf(string path)
    {
        byte* found = stackalloc byte[LargestStatus];
        if (OperatingSystem.IsLinux())
        {
            return LinuxStatus(CurrentFolder, path, 0, KindOnly, found) == 0
                ? BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(found + LinuxModeOffset, sizeof(ushort))) & KindMask : 0;
        }

        return OperatingSystem.IsMacOS() && MacStatus(path, found) == 0
            ? BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(found + MacModeOffset, sizeof(ushort))) & KindMask : 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LinuxStatus(int folder, string path, int flags, uint mask, byte* found);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MacStatus(string path, byte* found);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(SafeFileHandle file);
}
