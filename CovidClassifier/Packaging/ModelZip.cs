using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging.MlNet;
using CovidClassifier.Scoring;

namespace CovidClassifier.Packaging;

/// <summary>The model file: ML.NET's zip, which holds the network once, and the model card as one more entry.</summary>
internal static class ModelZip
{
    private const string CardEntry = "covid-model-card.json";

    // where OnnxTransformer keeps the network: an int32 length, then the bytes of the .onnx file
    private const string NetworkEntry = "OnnxModel";

    // bytes out of one byte in: RFC 1951 codes 258 in two bits
    private const int MostDeflateGrowth = 1032;

    // a fixed time, so that one model always gives the same bytes; 1980 is the first year that a zip can name
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes to <paramref name="destination"/>, which stays open.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="model">What the model is made of.</param>
    /// <param name="card">What it says of itself.</param>
    public static void Write(Stream destination, IScoringModel model, ModelCard card)
    {
        if (model is HeadScoringModel head)
        {
            using MemoryStream chain = HeadChain.Save(head, card.Network.InputWidth, isGuarded: card.Guard is not null);
            WriteChain(destination, chain, card);
        }
        else
        {
            WriteGraph(destination, model.Graph, card);
        }
    }

    private static void WriteGraph(Stream destination, ReadOnlySpan<byte> network, ModelCard card)
    {
        using MemoryStream chain = SavedChain.Zip(card.Network.InputWidth, isGuarded: card.Guard is not null);
        using var from = new ZipArchive(chain, ZipArchiveMode.Read);
        using var to = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        foreach (ZipArchiveEntry entry in from.Entries)
        {
            string name = NameOf(entry);
            if (IsNetwork(name))
            {
                WriteNetwork(to, name, network);
            }
            else
            {
                Copy(entry, to, name, CompressionLevel.Optimal);
            }
        }

        WriteCard(to, card);
    }

    private static void WriteChain(Stream destination, MemoryStream chain, ModelCard card)
    {
        using var from = new ZipArchive(chain, ZipArchiveMode.Read);
        using var to = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        foreach (ZipArchiveEntry entry in from.Entries)
        {
            string name = NameOf(entry);
            Copy(entry, to, name, IsNetwork(name) ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
        }

        WriteCard(to, card);
    }

    /// <summary>Reads what a model is made of, and the card.</summary>
    /// <exception cref="ModelFileException">The file is missing, damaged, of another kind, or newer than this library.</exception>
    public static (IScoringModel Model, ModelCard Card) Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            RequireZip(file, path);
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            ZipArchiveEntry card = zip.GetEntry(CardEntry)
                ?? throw new ModelFileException(path, $"it is a zip of another kind, without the entry '{CardEntry}' that every CovidClassifier model has.");
            ModelCard read = CardReader.Read(ReadWhole(card, path), path);
            byte[][] networks =
                [.. zip.Entries.Where(e => IsNetwork(NameOf(e))).OrderBy(NameOf, StringComparer.Ordinal).Select(e => WithoutLength(ReadWhole(e, path), path))];
            RequireHarmless(networks, path);
            return networks switch
            {
                [] => throw new ModelFileException(path, "it holds a model card but no network; save the model again."),
                [var network] => (new GraphScoringModel(network), read),
                [var features, .., var decision] => (LoadHead(file, features, decision, read, path), read),
            };
        }
        catch (InvalidDataException e)
        {
            throw Damaged(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(path, e is FileNotFoundException or DirectoryNotFoundException ? "the file does not exist." : e.Message, e);
        }
    }

    /// <summary>The same model, which owns what is native in it by itself.</summary>
    public static IScoringModel OwnCopy(IScoringModel model, ModelCard card)
    {
        if (model is GraphScoringModel)
        {
            return model;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("covidclassifier-");
        try
        {
            string path = Path.Combine(folder.FullName, "copy.zip");
            using (FileStream file = File.Create(path))
            {
                Write(file, model, card);
            }

            return Read(path).Model;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // ONNX Runtime, and ML.NET in front of it, run what they are given
    private static void RequireHarmless(byte[][] networks, string path)
    {
        try
        {
            foreach (byte[] network in networks)
            {
                GraphMemory.RequireOfOneRow(OnnxFile.Parse(network, "its network"));
            }
        }
        catch (NetworkException e)
        {
            throw new ModelFileException(path, e.Message, e);
        }
    }

    private static HeadScoringModel LoadHead(FileStream file, byte[] features, byte[] decision, ModelCard card, string path)
    {
        file.Position = 0;
        try
        {
            return HeadChain.Load(file, features, decision, card.ClassNames.Count);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or TargetInvocationException or DllNotFoundException)
        {
            throw new ModelFileException(path, $"ML.NET cannot load its head: {e.Message}", e);
        }
    }

    private static string NameOf(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    private static void Copy(ZipArchiveEntry entry, ZipArchive to, string name, CompressionLevel level)
    {
        using Stream source = entry.Open();
        using Stream target = Create(to, name, level);
        source.CopyTo(target);
    }

    private static void WriteCard(ZipArchive to, ModelCard card)
    {
        using Stream json = Create(to, CardEntry, CompressionLevel.Optimal);
        json.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(card, CardJson.Readable.ModelCard).ReplaceLineEndings("\n")));
    }

    private static bool IsNetwork(string name) => name.EndsWith("/" + NetworkEntry, StringComparison.Ordinal);

    private static void WriteNetwork(ZipArchive zip, string name, ReadOnlySpan<byte> network)
    {
        // trained weights hardly shrink (under a tenth), and unpacking them would be the slowest part of loading
        using Stream target = Create(zip, name, CompressionLevel.NoCompression);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, network.Length);
        target.Write(length);
        target.Write(network);
    }

    private static Stream Create(ZipArchive zip, string name, CompressionLevel level)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = EntryTime;
        return entry.Open();
    }

    private static void RequireZip(FileStream file, string path)
    {
        Span<byte> head = stackalloc byte[4];
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (read < head.Length || !head.SequenceEqual("PK\u0003\u0004"u8))
        {
            throw new ModelFileException(path, "it is not a zip file.");
        }
    }

    private static byte[] ReadWhole(ZipArchiveEntry entry, string path)
    {
        // a damaged directory can state any length; memory is asked for only where deflate can reach it
        bool possible = entry.Length <= Math.Min(Array.MaxLength, (entry.CompressedLength + 1) * MostDeflateGrowth);
        var bytes = new byte[possible ? entry.Length : throw Damaged(path)];
        using (Stream stream = entry.Open())
        {
            stream.ReadExactly(bytes);
        }

        return Crc32.HashToUInt32(bytes) == entry.Crc32 ? bytes : throw Damaged(path);
    }

    private static byte[] WithoutLength(byte[] entry, string path) =>
        entry.Length > sizeof(int) && BinaryPrimitives.ReadInt32LittleEndian(entry) == entry.Length - sizeof(int)
            ? entry[sizeof(int)..]
            : throw Damaged(path);

    private static ModelFileException Damaged(string path, Exception? innerException = null) =>
        new(path, "it is damaged or was cut off; copy or download it again.", innerException);
}
