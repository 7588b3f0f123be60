namespace CovidClassifier.Learning.Progress;

/// <summary>Tells a training's progress, with the time left at the pace so far.</summary>
internal sealed class TrainingReport(IProgress<TrainingProgress>? progress, TimeProvider clock, int epochs, int batchesPerEpoch, int epochsBefore)
{
    private readonly long _began = clock.GetTimestamp();

    public void Batch(int epoch, int number, double loss) => progress?.Report(At(epoch, number) with { Loss = loss });

    public void Epoch(EpochRecord completed) =>
        progress?.Report(At(completed.Epoch, batchesPerEpoch) with { Loss = completed.Training.Loss, CompletedEpoch = completed });

    private TrainingProgress At(int epoch, int number)
    {
        long done = (long)(epoch - 1 - epochsBefore) * batchesPerEpoch + number;
        long left = (long)(epochs - epoch) * batchesPerEpoch + batchesPerEpoch - number;
        return new TrainingProgress(TrainingStage.Training, number, batchesPerEpoch)
        {
            Epoch = epoch,
            Epochs = epochs,
            TimeLeft = clock.GetElapsedTime(_began) * ((double)left / done),
        };
    }
}
