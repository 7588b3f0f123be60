namespace CovidClassifier.Workflows;

/// <summary>The many short trainings of an adaptation told as one long one: whoever waits wants to know how far all of it is.</summary>
/// <param name="target">Told; null: nobody is.</param>
/// <param name="epochs">Of each training.</param>
internal sealed class AdaptationProgress(IProgress<TrainingProgress>? target, int epochs) : IProgress<TrainingProgress>
{
    private int _ended;

    /// <summary>All trainings; known once the images are.</summary>
    public int Trainings { get; set; } = 1;

    public void EndTraining() => _ended++;

    public void Report(TrainingProgress value) => target?.Report(value.Stage != TrainingStage.Training ? value : value with
    {
        Epoch = (_ended * epochs) + value.Epoch,
        Epochs = Math.Max(Trainings, _ended + 1) * epochs,
        CompletedEpoch = null,
        TimeLeft = null,
    });
}
