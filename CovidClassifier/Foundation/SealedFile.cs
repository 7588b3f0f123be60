using System.Buffers.Binary;
using System.IO.Hashing;

namespace CovidClassifier.Foundation;

/// <summary>Files that end with a checksum of all that stands before it (XXH3, 64 bits), so that no damaged one is taken for whole.</summary>
internal static class SealedFile
{
    private const int SealBytes = sizeof(ulong);

    /// <summary>Writes the file and its checksum, as <see cref="AtomicFile.Write"/> does.</summary>
    public static void Write(string path, Action<Stream> write) => AtomicFile.Write(path, stream =>
    {
        write(stream);
        stream.Flush();
        stream.Position = 0;
        ulong seal = Hash(stream, stream.Length);
        Span<byte> bytes = stackalloc byte[SealBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seal);
        stream.Write(bytes);
    });

    /// <summary>Reads the whole file once, and leaves the stream where it stood.</summary>
    /// <exception cref="InvalidDataException">A byte is not the one that was written, or one is missing.</exception>
    public static void RequireWhole(Stream stream)
    {
        long position = stream.Position;
        long length = stream.Length - SealBytes;
        if (length >= 0)
        {
            stream.Position = 0;
            ulong hash = Hash(stream, length);
            Span<byte> bytes = stackalloc byte[SealBytes];
            stream.ReadExactly(bytes);
            stream.Position = position;
            if (BinaryPrimitives.ReadUInt64LittleEndian(bytes) == hash)
            {
                return;
            }
        }

        throw new InvalidDataException("It is damaged or cut short: its checksum does not fit.");
    }

    private static ulong Hash(Stream stream, long length)
    {
        var hash = new XxHash3();
        byte[] buffer = new byte[1 << 16];
        while (length > 0)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            hash.Append(buffer.AsSpan(0, read));
            length -= read;
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
