using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CovidClassifier.Foundation;

namespace CovidClassifier.Learning.Checkpoints;

/// <summary>
/// Keeps the last completed epoch of a training as one file, replaced whole after each epoch: killed at any moment, the file is either the old or the new
/// one.
/// </summary>
/// <param name="place">Which folder, and whether to go on from what it holds.</param>
/// <param name="run">The training that the folder is for.</param>
internal sealed class CheckpointFolder(CheckpointPlace place, Fingerprint run)
{
    private const string FileName = "training.checkpoint", MemberPrefix = "member-";

    private static ReadOnlySpan<byte> Magic => "CXCKPT04"u8;

    /// <summary>How the files of every version begin.</summary>
    private static ReadOnlySpan<byte> Kind => "CXCKPT"u8;

    private string FilePath => FileIn(place);

    /// <summary>Where the checkpoint is.</summary>
    public static string FileIn(CheckpointPlace place) => Path.Combine(place.Folder, FileName);

    /// <summary>The folders that a place may have checkpoints in: its own, and those of an ensemble's further members that are there.</summary>
    public static IEnumerable<string> FoldersOf(CheckpointPlace place) => [place.Folder, .. Directory.EnumerateDirectories(place.Folder, MemberPrefix + "*")];

    /// <summary>Whether a place has a checkpoint, an ensemble's further members counted.</summary>
    public static bool IsIn(CheckpointPlace place) => FoldersOf(place).Any(folder => File.Exists(FileIn(place with { Folder = folder })));

    /// <summary>What is said of a checkpoint that a new training would write over.</summary>
    public static TrainingException NotAskedToResume(CheckpointPlace place) =>
        new($"Folder '{place.Folder}' holds the checkpoint of an earlier training; resume it, or give an empty folder.");

    /// <summary>A folder of its own for a further network of the same training, made where it is missing.</summary>
    /// <param name="member">Its number.</param>
    public CheckpointFolder Beside(int member)
    {
        string folder = Path.Combine(place.Folder, FormattableString.Invariant($"{MemberPrefix}{member}"));
        Directory.CreateDirectory(folder);
        return new CheckpointFolder(place with { Folder = folder }, run);
    }

    /// <summary>The checkpoint to go on from, or null to begin anew.</summary>
    /// <exception cref="TrainingException">It belongs to another run, is damaged, or is there though the run was not asked to resume.</exception>
    public Checkpoint? Load()
    {
        if (!File.Exists(FilePath))
        {
            return null;
        }

        if (!place.Resume)
        {
            throw NotAskedToResume(place);
        }

        Checkpoint checkpoint = Read();
        return run.Refusal(checkpoint.Run, "network, options, execution provider, seed or data") is { } reason
            ? throw new TrainingException($"The checkpoint in '{place.Folder}' {reason}. Give the same as before, or an empty folder.")
            : checkpoint;
    }

    /// <inheritdoc cref="Checkpoint(Fingerprint, IReadOnlyList{EpochRecord}, IReadOnlyList{float[]}, IReadOnlyList{float[]})"/>
    public void Save(IReadOnlyList<EpochRecord> history, IReadOnlyList<float[]> state, IReadOnlyList<float[]> best) => SealedFile.Write(FilePath, stream =>
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(run.Version);
        writer.Write(run.Hash);
        writer.Write(JsonSerializer.Serialize(history, CheckpointJson.Default.IReadOnlyListEpochRecord));
        WriteAll(writer, state);
        WriteAll(writer, best);
    });

    private Checkpoint Read()
    {
        try
        {
            using var reader = new BinaryReader(RegularFile.OpenRead(FilePath));
            RequireOwn(reader);
            SealedFile.RequireWhole(reader.BaseStream);
            var kept = new Fingerprint(reader.ReadString(), reader.ReadString());
            return new Checkpoint(kept, History(reader.ReadString()), ReadAll(reader), ReadAll(reader));
        }
        catch (Exception e) when (e is IOException or JsonException or InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            throw new TrainingException($"Checkpoint '{FilePath}' cannot be read: {e.Message} Give an empty folder to begin anew.", e);
        }
    }

    private void RequireOwn(BinaryReader reader)
    {
        byte[] magic = reader.ReadBytes(Magic.Length);
        if (!magic.AsSpan().StartsWith(Kind))
        {
            throw new InvalidDataException("It is not a checkpoint of this library, or is cut short.");
        }

        if (!magic.AsSpan().SequenceEqual(Magic))
        {
            string age = magic.AsSpan().SequenceCompareTo(Magic) < 0 ? "an older" : "a newer";
            throw new TrainingException(
                $"The checkpoint in '{place.Folder}' was made by {age} version of the library, and this is version {run.Version}. " +
                "Finish it with that version, or give an empty folder.");
        }
    }

    private static IReadOnlyList<EpochRecord> History(string json)
    {
        JsonTypeInfo<IReadOnlyList<EpochRecord>> type = CheckpointJson.Default.IReadOnlyListEpochRecord;
        IReadOnlyList<EpochRecord> history = JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException("It has no history.");
        NoNulls.Require(history, type, "history");
        return history;
    }

    private static void WriteAll(BinaryWriter writer, IReadOnlyList<float[]> tensors)
    {
        writer.Write(tensors.Count);
        foreach (float[] tensor in tensors)
        {
            writer.Write(tensor.Length);
            writer.Write(MemoryMarshal.AsBytes(tensor.AsSpan()));
        }
    }

    private static List<float[]> ReadAll(BinaryReader reader)
    {
        var tensors = new List<float[]>();
        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
        {
            int length = reader.ReadInt32();
            if (length < 0 || length * 4L > reader.BaseStream.Length - reader.BaseStream.Position)
            {
                throw new InvalidDataException("It is cut short.");
            }

            float[] tensor = new float[length];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(tensor.AsSpan()));
            tensors.Add(tensor);
        }

        return tensors;
    }
}
