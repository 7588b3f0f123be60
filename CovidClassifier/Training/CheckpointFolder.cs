using System.Runtime.InteropServices;
using System.Text.Json;
using CovidClassifier.Plumbing;

namespace CovidClassifier.Training;

/// <summary>Keeps the last completed epoch of a training as one file, replaced whole after each epoch: killed at any moment, the file is either the old or the new one.</summary>
internal sealed class CheckpointFolder(string folder, bool resume)
{
    private const string FileName = "training.checkpoint";

    private static ReadOnlySpan<byte> Magic => "CXCKPT02"u8;

    private string FilePath => Path.Combine(folder, FileName);

    /// <summary>The checkpoint to go on from, or null to begin anew.</summary>
    /// <exception cref="TrainingException">It belongs to another run, is damaged, or is there though the run was not asked to resume.</exception>
    public Checkpoint? Load(string recipe)
    {
        if (!File.Exists(FilePath))
        {
            return null;
        }

        if (!resume)
        {
            throw new TrainingException($"Folder '{folder}' holds the checkpoint of an earlier training; resume it, or give an empty folder.");
        }

        Checkpoint checkpoint = Read();
        return checkpoint.Recipe == recipe
            ? checkpoint
            : throw new TrainingException(
                $"The checkpoint in '{folder}' belongs to another training: network, options, seed, data or library version differ. Give the same as before, or an empty folder.");
    }

    public void Save(Checkpoint checkpoint) => AtomicFile.Write(FilePath, stream =>
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(checkpoint.Recipe);
        writer.Write(JsonSerializer.Serialize(checkpoint.History, CheckpointJson.Default.IReadOnlyListEpochRecord));
        WriteAll(writer, checkpoint.State);
        WriteAll(writer, checkpoint.Best);
        writer.Write(Magic);
    });

    private Checkpoint Read()
    {
        try
        {
            using var reader = new BinaryReader(File.OpenRead(FilePath));
            RequireMagic(reader);
            string recipe = reader.ReadString();
            List<EpochRecord> history = [.. JsonSerializer.Deserialize(reader.ReadString(), CheckpointJson.Default.IReadOnlyListEpochRecord)!];
            var checkpoint = new Checkpoint(recipe, history, ReadAll(reader), ReadAll(reader));
            RequireMagic(reader);
            return checkpoint;
        }
        catch (Exception e) when (e is IOException or JsonException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new TrainingException($"Checkpoint '{FilePath}' cannot be read: {e.Message} Give an empty folder to begin anew.", e);
        }
    }

    private static void RequireMagic(BinaryReader reader)
    {
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
        {
            throw new InvalidDataException("It is not a checkpoint of this library, or is cut short.");
        }
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
