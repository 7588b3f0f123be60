using CovidClassifier.Foundation;

namespace CovidClassifier.Learning.Checkpoints;

/// <summary>Keeps a checkpoint folder for one training, from before its work until its end.</summary>
internal sealed class CheckpointHold : IDisposable
{
    private const string LockName = "training.lock";

    private readonly FileStream _lock;

    private CheckpointHold(FileStream hold) => _lock = hold;

    /// <param name="place">Its folder is made where it is missing.</param>
    /// <exception cref="TrainingException">Another training holds the folder, or it has a checkpoint that was not asked for.</exception>
    public static CheckpointHold Take(CheckpointPlace place)
    {
        Directory.CreateDirectory(place.Folder);
        FileStream hold = FileLock.TryOpen(Path.Combine(place.Folder, LockName))
            ?? throw new TrainingException($"Folder '{place.Folder}' is in use by another training; wait for it, or give another folder.");
        if (!place.Resume && CheckpointFolder.IsIn(place))
        {
            hold.Dispose();
            throw CheckpointFolder.NotAskedToResume(place);
        }

        foreach (string folder in CheckpointFolder.FoldersOf(place))
        {
            AtomicFile.RemoveAbandoned(folder);
        }

        return new CheckpointHold(hold);
    }

    // the file stays: removing it would let a third training in between
    public void Dispose() => _lock.Dispose();
}
