using System.IO.Compression;
using System.Security.Cryptography;

namespace CovidClassifier.AspNetCore.Serving;

/// <summary>A model and which one it is. Owns it.</summary>
internal sealed record LoadedModel(CovidModel Model, ModelVersion Version) : IDisposable
{
    private const string CardEntry = "covid-model-card.json";

    /// <exception cref="CovidClassifierException">The file is no model, or its network cannot be run here.</exception>
    /// <exception cref="IOException">The file cannot be read, or changes while it is.</exception>
    public static LoadedModel Load(CovidModelOptions options, TimeProvider time)
    {
        string hash = HashOf(options.ModelPath);
        var model = CovidModel.Load(options.ModelPath, options.Provider);
        try
        {
            byte[] card = CardOf(options.ModelPath);
            return HashOf(options.ModelPath) == hash
                ? new LoadedModel(model, new ModelVersion(options.Name, hash[..12], time.GetUtcNow(), model.Card, card))
                : throw new IOException($"Model '{options.ModelPath}' changes while it is loaded.");
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public void Dispose() => Model.Dispose();

    private static string HashOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexString(SHA256.HashData(file)).ToLowerInvariant();
    }

    // the bytes that the model was saved with, whatever this version of the library would write
    private static byte[] CardOf(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        using Stream entry = zip.GetEntry(CardEntry)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
