using CovidClassifier.Training;

namespace CovidClassifier.Tests.Training;

/// <summary>Tells the handler on the reporting thread, before the work goes on (Progress posts to another thread).</summary>
internal sealed class ImmediateProgress(Action<TrainingProgress> handler) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => handler(value);
}
