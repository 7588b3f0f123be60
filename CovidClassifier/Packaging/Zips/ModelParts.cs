using System.Buffers.Binary;
using System.Text.RegularExpressions;
using CovidClassifier.Foundation;

namespace CovidClassifier.Packaging.Zips;

/// <summary>The parts of a model's zip by name, unpacked and found to be what was packed before anything is made of them.</summary>
internal sealed partial class ModelParts
{
    /// <summary>The model card.</summary>
    public const string Card = "covid-model-card.json";

    /// <summary>What ML.NET knows of the columns that its pipeline takes.</summary>
    public const string Schema = "Schema";

    /// <summary>The folder of ML.NET's pipeline.</summary>
    public const string Chain = "TransformerChain/";

    /// <summary>Ends the name of a network: where OnnxTransformer keeps it, an int32 length and then the bytes of the .onnx file.</summary>
    public const string Network = "/OnnxModel";

    /// <summary>Bytes of a card at most: about 470,000 hashes of images.</summary>
    public const int MostCardBytes = 32 << 20;

    // weights shrink to a half at best; what other tools packed again still stays far below
    private const long RoomBytes = 64 << 20, MostGrowth = 16;

    // a graph, or a graph on either side of a head
    private const int MostNetworks = 2;

    private readonly Dictionary<string, byte[]> _parts;

    private readonly byte[]? _sums;

    private ModelParts(Dictionary<string, byte[]> parts, byte[]? sums)
    {
        _parts = parts;
        _sums = sums;
    }

    /// <summary>Of everything but the checksums, in no order.</summary>
    public IEnumerable<string> Names => _parts.Keys;

    public byte[] this[string name] => _parts[name];

    /// <summary>Where the networks of the pipeline's own steps are, in the steps' order.</summary>
    public IReadOnlyList<string> Networks => [.. Names.Where(n => StepNetwork().IsMatch(n)).Order(StringComparer.Ordinal)];

    /// <param name="file">The zip.</param>
    /// <param name="look">Given the card before anything else is looked at: what comes from a newer version may have parts that this one does not know.</param>
    /// <exception cref="InvalidDataException">Damaged, or larger than a model can be.</exception>
    /// <exception cref="ForeignZipException">A zip of another kind, or with a part that no model has.</exception>
    public static ModelParts Read(Stream file, Action<byte[]> look)
    {
        IReadOnlyList<ZipPart> directory = ZipDirectory.Read(file);
        ZipPart card = CardOf(directory);
        byte[] written = card.Read(file);
        look(written);
        RequireModel(directory, file.Length);
        Dictionary<string, byte[]> parts =
            directory.Where(p => !p.IsFolder).ToDictionary(p => p.Name, p => p == card ? written : p.Read(file), StringComparer.Ordinal);
        parts.Remove(Checksums.PartName, out byte[]? sums);
        return new ModelParts(parts, sums);
    }

    /// <summary>Refuses parts that are not those which were saved together.</summary>
    /// <param name="mustSay">Whether checksums must be there: the zips of the first format have none but those of every zip, which were right.</param>
    /// <exception cref="InvalidDataException">The checksums are missing or damaged.</exception>
    /// <exception cref="ForeignZipException">A part is another, missing, or one too many.</exception>
    public void RequireSealed(bool mustSay)
    {
        if (_sums is null)
        {
            if (mustSay)
            {
                throw new InvalidDataException("Its checksums are missing.");
            }

            return;
        }

        IReadOnlyDictionary<string, string> sums = Checksums.Read(_sums);
        string? other = sums.Keys.Union(_parts.Keys).Order(StringComparer.Ordinal).FirstOrDefault(
            name => !_parts.TryGetValue(name, out byte[]? part) || sums.GetValueOrDefault(name) != Checksums.DigestOf(part));
        if (other is not null)
        {
            throw new ForeignZipException($"its part '{ShownText.Of(other)}' is not the one that was saved with the others; save the model again.");
        }
    }

    /// <summary>A network without the length in front of it.</summary>
    /// <exception cref="InvalidDataException">Its length is another.</exception>
    public byte[] NetworkOf(string name) =>
        _parts[name] is { Length: > sizeof(int) } part && BinaryPrimitives.ReadInt32LittleEndian(part) == part.Length - sizeof(int)
            ? part[sizeof(int)..]
            : throw new InvalidDataException($"'{name}' is cut short.");

    private static void RequireModel(IReadOnlyList<ZipPart> directory, long fileBytes)
    {
        if (directory.FirstOrDefault(p => !IsOurs(p)) is { } foreign)
        {
            throw new ForeignZipException(
                $"it holds '{ShownText.Of(foreign.Name)}', which no model of this library has; take it out, or save the model again.");
        }

        long most = RoomBytes + (MostGrowth * fileBytes), all = 0;
        foreach (ZipPart part in directory)
        {
            // each is bounded by an int64, their sum is not
            all = part.Bytes > most - all ? throw new ForeignZipException($"unpacked it would have more than {most} bytes.") : all + part.Bytes;
        }

        int networks = directory.Count(p => StepNetwork().IsMatch(p.Name));
        if (networks > MostNetworks)
        {
            throw new ForeignZipException($"it holds {networks} networks; a model has one, or two around a head of ML.NET.");
        }
    }

    private static ZipPart CardOf(IReadOnlyList<ZipPart> directory)
    {
        ZipPart card = directory.FirstOrDefault(p => p.Name == Card)
            ?? throw new ForeignZipException(directory.FirstOrDefault(p => p.Name.EndsWith("/" + Card, StringComparison.Ordinal)) is { } inside
                ? $"its model lies in a folder, '{ShownText.Of(inside.Name[..^(Card.Length + 1)])}'; pack what is in the folder, without the folder."
                : $"it is a zip of another kind, without the entry '{Card}' that every CovidClassifier model has.");
        return card.Bytes <= MostCardBytes ? card
            : throw new ForeignZipException($"its card has {card.Bytes} bytes; a card has at most {MostCardBytes}.");
    }

    private static bool IsOurs(ZipPart part) =>
        part.Name is Card or Checksums.PartName or Schema or "TrainingInfo/Version.txt" || part.Name.StartsWith(Chain, StringComparison.Ordinal)
        || (part.IsFolder && part.Bytes == 0 && part.Name is "TrainingInfo/");

    [GeneratedRegex("^TransformerChain/Transform_[0-9]+/OnnxModel$", RegexOptions.CultureInvariant)]
    private static partial Regex StepNetwork();
}
