using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class FileLockTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void TryOpen_WhileSomeoneHoldsIt_IsNull_AndAfterwardsOpens()
    {
        using (FileStream? first = FileLock.TryOpen(_folder["a.lock"]))
        {
            Assert.That(first, Is.Not.Null);
            Assert.That(FileLock.TryOpen(_folder["a.lock"]), Is.Null);
            using FileStream? other = FileLock.TryOpen(_folder["b.lock"]);
            Assert.That(other, Is.Not.Null, "another file is another lock");
        }

        using FileStream? again = FileLock.TryOpen(_folder["a.lock"]);
        Assert.That(again, Is.Not.Null);
    }

    [Test]
    public void TryOpen_WhereNoFolderIs_IsAnError() =>
        Assert.That(() => FileLock.TryOpen(_folder["nowhere/a.lock"]), Throws.InstanceOf<IOException>(), "nobody holds it: waiting would last for ever");

    [Test]
    public async Task OpenAsync_WaitsUntilTheFileIsFree()
    {
        FileStream first = FileLock.TryOpen(_folder["a.lock"])!;
        Task<FileStream> waiting = FileLock.OpenAsync(_folder["a.lock"], default);
        await Task.Delay(150);
        Assert.That(waiting.IsCompleted, Is.False);
        await first.DisposeAsync();
        await using FileStream second = await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.That(second.CanWrite, Is.True);
    }

    [Test]
    public void OpenAsync_CancelledWhileItWaits_Stops()
    {
        using FileStream first = FileLock.TryOpen(_folder["a.lock"])!;
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.That(async () => await FileLock.OpenAsync(_folder["a.lock"], source.Token), Throws.InstanceOf<OperationCanceledException>());
    }
}
