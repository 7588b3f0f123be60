using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace CovidClassifier.Foundation;

/// <summary>
/// One block of bytes of any length, in memory or, where that is too much, in a memory-mapped temporary file that no crash leaves behind. Its
/// owner must not dispose it while another thread reads.
/// </summary>
internal sealed unsafe class MemoryBlock : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _start;

    private MemoryBlock(byte* start, long length)
    {
        _start = start;
        Length = length;
    }

    private MemoryBlock(MemoryMappedFile file, long length)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, length);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        Length = length;
    }

    ~MemoryBlock() => Free();

    public long Length { get; }

    public bool IsFile => _file is not null;

    /// <summary>A block in memory, not cleared.</summary>
    public static MemoryBlock InMemory(long length) => new((byte*)NativeMemory.Alloc((nuint)Math.Max(1, length)), length);

    /// <summary>A block in a new temporary file, its space claimed at once.</summary>
    /// <exception cref="IOException">The disk has no room for it.</exception>
    public static MemoryBlock InFile(long length)
    {
        string path = TemporaryFiles.NewBlock();
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
            // a sparse file would end the process when the disk runs full in the middle of a write to the mapping
            PreallocationSize = length,
        };
        var stream = new FileStream(path, options);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                // the name goes at once and the space with the last handle, also when the process is killed; Windows does so by DeleteOnClose
                File.Delete(path);
            }

            stream.SetLength(length);
            MemoryMappedFile file = MemoryMappedFile.CreateFromFile(
                stream, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            return new MemoryBlock(file, length);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The bytes from <paramref name="offset"/> on.</summary>
    /// <exception cref="ObjectDisposedException">The block has been disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bytes lie outside the block.</exception>
    public Span<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + length, Length);
        return new Span<byte>(_start + offset, length);
    }

    public void Dispose()
    {
        Free();
        _view?.Dispose();
        _file?.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_start is null)
        {
            return;
        }

        if (_view is null)
        {
            NativeMemory.Free(_start);
        }
        else
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _start = null;
    }
}
