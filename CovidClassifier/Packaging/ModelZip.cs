using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using CovidClassifier.Packaging.MlNet;
using CovidClassifier.Packaging.Zips;
using CovidClassifier.Scoring;

namespace CovidClassifier.Packaging;

/// <summary>The model file: ML.NET's zip, which holds the network once, and beside it the model card and a checksum of every part.</summary>
internal static class ModelZip
{
    private const string TooManyImages = "The hashes of the images that the model was trained on are left out: the card would be too large with them.";

    /// <summary>Writes to <paramref name="destination"/>, which stays open.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="model">What the model is made of.</param>
    /// <param name="card">What it says of itself.</param>
    public static void Write(Stream destination, IScoringModel model, ModelCard card)
    {
        bool isGuarded = card.Guard is not null;
        using MemoryStream chain =
            model is HeadScoringModel head ? HeadChain.Save(head, card.Network.InputWidth, isGuarded) : SavedChain.Zip(card.Network.InputWidth, isGuarded);
        byte[]? network = model is HeadScoringModel ? null : model.Graph;
        using var from = new ZipArchive(chain, ZipArchiveMode.Read);
        using var to = new SealedZipWriter(destination);
        foreach (ZipArchiveEntry entry in from.Entries)
        {
            string name = entry.FullName.Replace('\\', '/');
            bool isNetwork = name.EndsWith(ModelParts.Network, StringComparison.Ordinal);
            byte[][] pieces = isNetwork && network is not null ? [LengthOf(network), network] : [Content(entry)];
            to.Add(name, isNetwork ? PackingSample.LevelFor(pieces[^1]) : CompressionLevel.Optimal, pieces);
        }

        to.Add(ModelParts.Card, CompressionLevel.Optimal, Json(card));
    }

    /// <summary>Reads what a model is made of, and the card.</summary>
    /// <exception cref="ModelFileException">The file is missing, damaged, of another kind, not of a piece, or newer than this library.</exception>
    public static (IScoringModel Model, ModelCard Card) Read(string path)
    {
        try
        {
            using FileStream file = RegularFile.OpenRead(path);
            RequireZip(file, path);
            ModelParts parts = ModelParts.Read(file, look: written => CardReader.RefuseNewer(written, path));
            byte[][] networks = [.. parts.Networks.Select(parts.NetworkOf)];

            // in a process that has just begun, most of either's time goes to compiling the code that does it
            Task<ModelProto?> last = Task.Run(() => RequireHarmless(networks));
            try
            {
                ModelCard card = CardReader.Read(parts[ModelParts.Card], path);
                parts.RequireSealed(card.FormatVersion >= ModelCard.FirstSealedFormat);
                return (Model(parts, networks, last, card, path), card);
            }
            finally
            {
                Task.WaitAny(last);
            }
        }
        catch (ForeignZipException e)
        {
            throw new ModelFileException(path, e.Message, e);
        }
        catch (InvalidDataException e)
        {
            throw new ModelFileException(path, "it is damaged or was cut off; copy or download it again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(
                path,
                e is FileNotFoundException or DirectoryNotFoundException ? "the file does not exist."
                    : Directory.Exists(path) ? "it is a folder, not a file." : e.Message,
                e);
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

    private static IScoringModel Model(ModelParts parts, byte[][] networks, Task<ModelProto?> last, ModelCard card, string path)
    {
        if (networks.Length == 0)
        {
            throw new ModelFileException(path, "it holds a model card but no network; save the model again.");
        }

        try
        {
            (string Folder, bool TakesImage)? head = ChainSteps.Require(parts, card.Network.InputWidth);
            CardAgreement.Require(last.GetAwaiter().GetResult()!, card);
            return head is not { } step ? new GraphScoringModel(networks.Single())
                : networks is [var features, var decision] ? HeadChain.Load(parts, step, features, decision, card.ClassNames.Count)
                : throw new InvalidDataException("Its pipeline has a head of ML.NET, but not a network on either side of it.");
        }
        catch (Exception e) when (e is InvalidDataException or NetworkException or ArgumentException)
        {
            // whole, but not what this library writes
            throw new ModelFileException(path, e.Message, e);
        }
    }

    // ONNX Runtime runs what it is given; the last decides
    private static ModelProto? RequireHarmless(byte[][] networks)
    {
        ModelProto? last = null;
        foreach (byte[] network in networks)
        {
            last = OnnxFile.Parse(network, "its network");
            GraphMemory.RequireOfOneRow(last);
        }

        return last;
    }

    private static byte[] Json(ModelCard card)
    {
        byte[] Written(ModelCard written) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(written, CardJson.Readable.ModelCard).ReplaceLineEndings("\n"));
        ModelCard current = card with { FormatVersion = ModelCard.CurrentFormat };
        byte[] json = Written(current);
        return json.Length <= ModelParts.MostCardBytes ? json : Written(current with { ImageHashes = new(), Notes = [.. card.Notes, TooManyImages] });
    }

    private static byte[] LengthOf(byte[] network)
    {
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, network.Length);
        return length;
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        byte[] bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
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
}
