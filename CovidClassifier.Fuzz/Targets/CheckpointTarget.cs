using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Learning.Checkpoints;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>A training's checkpoint: what it goes on from, or TrainingException.</summary>
internal sealed class CheckpointTarget : IFuzzTarget, IDisposable
{
    private static readonly Fingerprint Run = new("1.2.3", "a run");

    private readonly Scratch _scratch = new();

    public CheckpointTarget()
    {
        var place = new CheckpointPlace(_scratch["first"], Resume: true);
        RandomStream random = new Seed(5).Open();
        float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.Normal())];
        EpochMetrics metrics = new(0.5, 0.75, 0.8);
        new CheckpointFolder(place, Run).Save(
            [new EpochRecord(1, 1e-3, metrics, metrics, TimeSpan.FromSeconds(2)), new EpochRecord(2, 1e-3, metrics, null, TimeSpan.FromSeconds(1.5))],
            [Weights(900), Weights(30), []], [Weights(900), Weights(30)]);
        Seeds = [File.ReadAllBytes(CheckpointFolder.FileIn(place)), .. CorpusFolder.Of(Name)];
    }

    public string Name => "checkpoint";

    public IReadOnlyList<byte[]> Seeds { get; }

    public byte[] Mend(byte[] damaged, RandomStream random)
    {
        switch (random.Below(4))
        {
            case 0 or 1:
                return damaged;
            case 2:
                return Seal(damaged);
            default:
                return Seal(WithHistory(Seeds[0], json => JsonDamage.Change(json, random)));
        }
    }

    private static byte[] Seal(byte[] damaged)
    {
        if (damaged.Length > sizeof(ulong))
        {
            Span<byte> seal = damaged.AsSpan(damaged.Length - sizeof(ulong));
            BinaryPrimitives.WriteUInt64LittleEndian(seal, XxHash3.HashToUInt64(damaged.AsSpan(0, damaged.Length - sizeof(ulong))));
        }

        return damaged;
    }

    // behind a mark of eight bytes and two texts
    private static byte[] WithHistory(byte[] whole, Func<byte[], byte[]> change)
    {
        using var reader = new BinaryReader(new MemoryStream(whole));
        using var changed = new MemoryStream();
        using var writer = new BinaryWriter(changed);
        writer.Write(reader.ReadBytes(sizeof(ulong)));
        writer.Write(reader.ReadString());
        writer.Write(reader.ReadString());
        writer.Write(Encoding.UTF8.GetString(change(Encoding.UTF8.GetBytes(reader.ReadString()))));
        reader.BaseStream.CopyTo(changed);
        return changed.ToArray();
    }

    public string Answer(byte[] input)
    {
        var place = new CheckpointPlace(_scratch["c"], Resume: true);
        _scratch.Write(Path.GetRelativePath(_scratch["."], CheckpointFolder.FileIn(place)), input);
        Checkpoint read = new CheckpointFolder(place, Run).Load()!;
        return string.Join(' ', [.. read.History.Select(e => e.ToString()), .. read.State.Concat(read.Best).SelectMany(t =>
            t.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))]);
    }

    public bool IsNamed(Exception error) => error is TrainingException;

    public void Dispose() => _scratch.Dispose();
}
