using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Learning.Features;

/// <summary>
/// Features of images that some run has computed already, in one file per network: the format's version, then fixed records of image hash, numbers and a
/// checksum, appended and read in place. The file's name is the hash of the graph that computes them, so that weights, preprocessing and tensor are all
/// in the key. What a killed process left half-written, or what has changed since, is not read. Safe to call from many threads.
/// </summary>
/// <remarks>Where another process holds the file, this one goes on without it: everything is missing, and what is added is dropped.</remarks>
internal sealed class FeatureCache : IDisposable
{
    private const int HeaderBytes = 8;
    private const int HashBytes = 32;
    private const int CheckBytes = 8;

    private readonly object _gate = new();
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);
    private readonly FileStream? _file;
    private readonly byte[] _record;

    private FeatureCache(FileStream? file, int featureCount)
    {
        _file = file;
        _record = new byte[HashBytes + (featureCount * sizeof(float)) + CheckBytes];
        for (long position = HeaderBytes; position + _record.Length <= (file?.Length ?? 0); position += _record.Length)
        {
            if (ReadRecord(position))
            {
                _positions[Convert.ToHexString(_record.AsSpan(0, HashBytes))] = position;
            }
        }
    }

    // the files of the first format had none, and began with a record
    private static ReadOnlySpan<byte> Header => "CXFEAT02"u8;

    private static ReadOnlySpan<byte> Kind => "CXFEAT"u8;

    /// <summary>Number of images whose features are there.</summary>
    public int Count => _positions.Count;

    private Span<byte> Values => _record.AsSpan(HashBytes..^CheckBytes);

    /// <param name="folder">Made where it is missing.</param>
    /// <param name="network">From pixels to features, preprocessing inside.</param>
    /// <param name="featureCount">Numbers per image.</param>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static FeatureCache Open(string folder, ModelProto network, int featureCount)
    {
        Directory.CreateDirectory(folder);
        string key = Convert.ToHexString(SHA256.HashData(network.ToByteArray())).ToLowerInvariant();
        string path = Path.Combine(folder, FormattableString.Invariant($"{key}-{featureCount}.features"));
        return new FeatureCache(FileLock.TryOpen(path) is { } file && IsReady(file) ? file : null, featureCount);
    }

    // what is damaged or of an older version is computed again; what is of a newer version is left to it
    private static bool IsReady(FileStream file)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        header = header[..RandomAccess.Read(file.SafeFileHandle, header, fileOffset: 0)];
        if (header.StartsWith(Kind) && header.SequenceCompareTo(Header) > 0)
        {
            file.Dispose();
            return false;
        }

        if (!header.SequenceEqual(Header))
        {
            file.SetLength(0);
            RandomAccess.Write(file.SafeFileHandle, Header, fileOffset: 0);
        }

        return true;
    }

    /// <summary>Copies the features of an image.</summary>
    /// <param name="imageHash">64 hexadecimal digits, of the pixels that the network is given.</param>
    /// <param name="features">As long as the network's features; left alone where the image is missing.</param>
    /// <returns>False: the image is missing.</returns>
    public bool TryRead(string imageHash, Span<float> features)
    {
        lock (_gate)
        {
            if (!_positions.TryGetValue(imageHash.ToUpperInvariant(), out long position) || !ReadRecord(position))
            {
                return false;
            }

            MemoryMarshal.Cast<byte, float>(Values).CopyTo(features);
            return true;
        }
    }

    /// <summary>Keeps the features of an image that is missing.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(string imageHash, ReadOnlySpan<float> features)
    {
        lock (_gate)
        {
            string key = imageHash.ToUpperInvariant();
            if (_file is null || _positions.ContainsKey(key))
            {
                return;
            }

            Convert.FromHexString(key).CopyTo(_record, 0);
            MemoryMarshal.AsBytes(features).CopyTo(Values);
            BinaryPrimitives.WriteUInt64LittleEndian(_record.AsSpan(^CheckBytes..), Check());

            // behind the last whole record: a torn one is written over
            long position = HeaderBytes + ((_file.Length - HeaderBytes) / _record.Length * _record.Length);
            RandomAccess.Write(_file.SafeFileHandle, _record, position);
            _positions[key] = position;
        }
    }

    public void Dispose() => _file?.Dispose();

    private bool ReadRecord(long position) =>
        RandomAccess.Read(_file!.SafeFileHandle, _record, position) == _record.Length
        && BinaryPrimitives.ReadUInt64LittleEndian(_record.AsSpan(^CheckBytes..)) == Check();

    private ulong Check() => XxHash3.HashToUInt64(_record.AsSpan(..^CheckBytes));
}
