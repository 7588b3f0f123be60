using System.Globalization;
using System.IO.Compression;
using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Packaging.Zips;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>Model files: a prediction, or ModelFileException; a network that gives no probabilities may say so when it is asked, by NetworkException.</summary>
internal sealed class ZipTarget : IFuzzTarget, IDisposable
{
    private static readonly byte[] Asked = SmallModels.Picture(3, kind: 0);

    private readonly Scratch _scratch = new();

    /// <param name="withTrees">Whether the model has a head of ML.NET.</param>
    public ZipTarget(bool withTrees)
    {
        Name = withTrees ? "trees" : "zip";
        Seeds = [withTrees ? SmallModels.TreesZip(_scratch) : SmallModels.Zip(), .. CorpusFolder.Of(Name)];
    }

    public string Name { get; }

    public IReadOnlyList<byte[]> Seeds { get; }

    // the parts of a whole zip, some of them damaged, packed again so that every checksum fits
    public byte[] Mend(byte[] damaged, RandomStream random)
    {
        if (random.Below(3) == 0)
        {
            return damaged;
        }

        using var from = new MemoryStream(Seeds[0]);
        using var to = new MemoryStream();
        IReadOnlyList<ZipPart> parts = ZipDirectory.Read(from);
        int which = random.Below(parts.Count);
        using (var zip = new SealedZipWriter(to))
        {
            foreach (ZipPart part in parts.Where(p => p.Name != Checksums.PartName))
            {
                byte[] content = part.Read(from);
                zip.Add(part.Name, CompressionLevel.Fastest, part == parts[which] ? Damage(part, content) : content);
            }
        }

        return to.ToArray();

        byte[] Damage(ZipPart part, byte[] content) => part.Name == ModelParts.Card && random.Below(2) == 0
            ? JsonDamage.Change(content, random) : new Mutator(random).Mutate(content, damaged);
    }

    public string Answer(byte[] input)
    {
        using CovidModel model = CovidModel.Load(_scratch.Write("m.zip", input));
        Prediction prediction = model.Predict(Asked);
        return string.Create(
            CultureInfo.InvariantCulture, $"{prediction.Label} {string.Join(' ', prediction.Probabilities.Select(p => $"{p.Label} {p.Probability:R}"))}");
    }

    public bool IsNamed(Exception error) => error is ModelFileException or NetworkException;

    public void Dispose() => _scratch.Dispose();
}
