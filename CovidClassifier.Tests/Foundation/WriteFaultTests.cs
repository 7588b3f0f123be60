using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public sealed class WriteFaultTests
{
    private const string Temporary = "/data/.covidclassifier-73b87ee5aba629de.tmp";

    [Test]
    public void Of_AFullDisk_NamesTheFileThatWasMeant()
    {
        var error = new IOException($"No space left on device : '{Temporary}'", 28);
        Assert.That(WriteFault.Of(error, "/data/m.zip")!.Message, Is.EqualTo("There is no room on the disk for '/data/m.zip'; nothing of it was written."));
    }

    [Test]
    public void Of_AFolderThatMayNotBeWrittenTo_NamesTheFileThatWasMeant()
    {
        var error = new UnauthorizedAccessException($"Access to the path '{Temporary}' is denied.");
        Assert.That(WriteFault.Of(error, "/data/m.zip"), Is.TypeOf<UnauthorizedAccessException>()
            .With.Message.EqualTo("Access to the path '/data/m.zip' is denied."));
    }

    [Test]
    public void Of_AnErrorOfSomethingElse_IsLeftAsItIs() => Assert.That(WriteFault.Of(new IOException("The pipe is broken."), "/data/m.zip"), Is.Null);

    [Test]
    [Platform("Linux", Reason = "a device that is always full")]
    public void IsDiskFull_ADeviceThatIsFull_IsTrue()
    {
        IOException error = Assert.Throws<IOException>(() =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            full.Write(new byte[10]);
        })!;
        Assert.That(WriteFault.IsDiskFull(error));
    }
}
