using CovidClassifier.Learning.Checkpoints;

namespace CovidClassifier.Tests.Learning.Checkpoints;

public sealed class CheckpointHoldTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Take_AFolderInUse_IsRefusedUntilItIsLetGo()
    {
        var place = new CheckpointPlace(_folder["kept"], Resume: true);
        using (CheckpointHold.Take(place))
        {
            Assert.That(() => CheckpointHold.Take(place), Throws.TypeOf<TrainingException>().With.Message.EqualTo(
                $"Folder '{_folder["kept"]}' is in use by another training; wait for it, or give another folder."));
        }

        Assert.That(() => CheckpointHold.Take(place).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Take_AFolderWithACheckpointThatWasNotAskedFor_IsRefusedAndLetGo()
    {
        _folder.Text("kept/training.checkpoint", "anything");
        Assert.That(() => CheckpointHold.Take(new CheckpointPlace(_folder["kept"], Resume: false)),
            Throws.TypeOf<TrainingException>().With.Message.Contains("holds the checkpoint of an earlier training"));
        Assert.That(() => CheckpointHold.Take(new CheckpointPlace(_folder["kept"], Resume: true)).Dispose(), Throws.Nothing);
    }
}
