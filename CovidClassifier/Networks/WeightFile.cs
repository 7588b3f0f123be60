using System.Globalization;
using System.Security.Cryptography;

namespace CovidClassifier.Networks;

/// <summary>One published file of weights, known by its content.</summary>
/// <param name="Name">File name, the same everywhere.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record WeightFile(string Name, long Bytes, string Sha256)
{
    /// <summary>Where the ONNX Model Zoo publishes its files: one folder per file.</summary>
    public static Uri Publisher { get; } = new("https://huggingface.co/onnxmodelzoo/");

    /// <summary>For messages.</summary>
    public string Length => string.Create(CultureInfo.InvariantCulture, $"{Bytes} bytes");

    /// <summary>The file's address below a publisher's.</summary>
    public Uri Source(Uri publisher) => new(publisher, $"{Path.GetFileNameWithoutExtension(Name)}/resolve/main/{Name}");

    /// <summary>Why the file at <paramref name="path"/> is not this one, as a clause; null where it is.</summary>
    public async Task<string?> FlawAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream stream = Open(path, FileOptions.Asynchronous);
        return stream.Length != Bytes ? WrongLength(stream.Length) : WrongHash(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc cref="FlawAsync"/>
    public string? Flaw(string path)
    {
        using FileStream stream = Open(path, FileOptions.None);
        return stream.Length != Bytes ? WrongLength(stream.Length) : WrongHash(SHA256.HashData(stream));
    }

    private static FileStream Open(string path, FileOptions options) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, options | FileOptions.SequentialScan);

    private string WrongLength(long length) => string.Create(CultureInfo.InvariantCulture, $"it must have {Bytes} bytes, but has {length}");

    private string? WrongHash(byte[] hash) =>
        Convert.ToHexString(hash).Equals(Sha256, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"its SHA-256 must be {Sha256}, but is {Convert.ToHexString(hash).ToLowerInvariant()}";
}
