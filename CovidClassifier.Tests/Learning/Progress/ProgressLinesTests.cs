using CovidClassifier.Learning.Progress;

namespace CovidClassifier.Tests.Learning.Progress;

public sealed class ProgressLinesTests
{
    [TestCase(1, 1, "Training for one epoch of 1 batch.")]
    [TestCase(1, 3, "Training for one epoch of 3 batches.")]
    [TestCase(100, 2, "Training for at most 100 epochs of 2 batches.")]
    public void Report_BeginOfTraining_CountsInGoodEnglish(int epochs, int batches, string line)
    {
        List<string> lines = [];
        new ProgressLines(lines.Add).Report(new TrainingProgress(TrainingStage.Training, 0, batches) { Epochs = epochs });
        Assert.That(lines, Is.EqualTo([line]));
    }
}
