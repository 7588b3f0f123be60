using System.Diagnostics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

/// <summary>A file is written whole or not at all, and nothing else is touched.</summary>
public sealed class AtomicFileTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TempFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Write_InThePlaceOfAFolder_IsRefused() => Assert.That(
        () => AtomicFile.Write(_folder.Root, stream => stream.Write("new"u8)),
        Throws.TypeOf<UnauthorizedAccessException>().With.Message.EqualTo($"'{_folder.Root}' is a folder."));

    [Test]
    public void Write_ThatThrows_LeavesTheOldFileAndNothingElse()
    {
        _folder.Text("a.json", "old");
        Assert.That(() => AtomicFile.Write(_folder["a.json"], stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("stop");
        }), Throws.InvalidOperationException);
        Assert.That(File.ReadAllText(_folder["a.json"]), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(_folder.Root), Has.Length.EqualTo(1));
    }

    [Test]
    public void Write_IntoMissingFolders_MakesThem()
    {
        Write(_folder["new/deeper/a.json"], "text");
        Assert.That(File.ReadAllText(_folder["new/deeper/a.json"]), Is.EqualTo("text"));
    }

    [Test]
    public void Write_ANameAsLongAsTheDiskTakes_IsWritten()
    {
        string name = new('n', 255);
        Write(_folder[name], "text");
        Assert.That(File.ReadAllText(_folder[name]), Is.EqualTo("text"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Write_ToALink_WritesItsTargetAndKeepsTheLink()
    {
        _folder.Text("folder/target", "old");
        File.CreateSymbolicLink(_folder["link"], "folder/target");
        Write(_folder["link"], "new");
        Assert.That(new FileInfo(_folder["link"]).LinkTarget, Is.EqualTo("folder/target"));
        Assert.That(File.ReadAllText(_folder["folder/target"]), Is.EqualTo("new"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Write_ToALinkToNothingYet_MakesItsTarget()
    {
        File.CreateSymbolicLink(_folder["link"], "target");
        Write(_folder["link"], "new");
        Assert.That(File.ReadAllText(_folder["target"]), Is.EqualTo("new"));
        Assert.That(new FileInfo(_folder["link"]).LinkTarget, Is.EqualTo("target"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Write_ToLinksInACircle_IsAnError()
    {
        File.CreateSymbolicLink(_folder["a"], "b");
        File.CreateSymbolicLink(_folder["b"], "a");
        Assert.That(() => Write(_folder["a"], "text"), Throws.InstanceOf<IOException>());
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Write_OverAFile_KeepsItsAccessRights()
    {
        _folder.Text("a.json", "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(_folder["a.json"], Mode);
        Write(_folder["a.json"], "new");
        Assert.That(File.GetUnixFileMode(_folder["a.json"]), Is.EqualTo(Mode));
    }

    [Test]
    [Platform("Linux")]
    public void Write_ToANamedPipe_GivesItsReaderAllOfItAndKeepsThePipe()
    {
        Process.Start("mkfifo", _folder["pipe"]).WaitForExit();
        Task<string> read = Task.Run(() => File.ReadAllText(_folder["pipe"]));
        Write(_folder["pipe"], "text");
        Assert.That(read.Wait(TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(read.Result, Is.EqualTo("text"));
        Assert.That(FileNodes.IsSpecial(_folder["pipe"]), Is.True);
    }

    [Test]
    [Platform("Linux")]
    public void Write_ToTheNullDevice_LeavesADevice()
    {
        Write("/dev/null", "text");
        Assert.That(FileNodes.IsSpecial("/dev/null"), Is.True);
        Assert.That(File.ReadAllText("/dev/null"), Is.Empty);
    }

    [Test]
    public void Write_ByManyThreadsToOnePath_EndsWithOneOfThemWhole()
    {
        string[] texts = [.. Enumerable.Range(0, 80).Select(i => new string((char)('a' + (i % 26)), 1000 + i))];
        Parallel.ForEach(texts, new ParallelOptions { MaxDegreeOfParallelism = 16 }, text => Write(_folder["a.txt"], text));
        Assert.That(texts, Does.Contain(File.ReadAllText(_folder["a.txt"])));
        Assert.That(Directory.GetFiles(_folder.Root), Has.Length.EqualTo(1));
    }

    [Test]
    public void Write_AfterAKill_RemovesWhatTheKilledLeft()
    {
        _folder.Text(".covidclassifier-0123456789abcdef.tmp", "half");
        Write(_folder["a.txt"], "text");
        Assert.That(Directory.GetFiles(_folder.Root).Select(Path.GetFileName), Is.EqualTo(["a.txt"]));
    }

    [Test]
    public void Write_BesideAWriterAtWork_LeavesItsFile()
    {
        AtomicFile.Write(_folder["slow.txt"], stream =>
        {
            stream.Write("slow"u8);
            Write(_folder["quick.txt"], "quick");
        });
        Assert.That(File.ReadAllText(_folder["slow.txt"]), Is.EqualTo("slow"));
        Assert.That(File.ReadAllText(_folder["quick.txt"]), Is.EqualTo("quick"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Write_WhereALinkWasPlantedUnderTheOldTemporaryName_DoesNotFollowIt()
    {
        _folder.Text("victim", "untouched");
        File.CreateSymbolicLink(_folder[FormattableString.Invariant($"a.txt.{Environment.ProcessId}.tmp")], "victim");
        File.CreateSymbolicLink(_folder[".covidclassifier-0000000000000000.tmp"], "victim");
        Write(_folder["a.txt"], "text");
        Assert.That(File.ReadAllText(_folder["victim"]), Is.EqualTo("untouched"));
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    [Test]
    public void Write_AFileInTheSystemsMemory_IsReplacedLikeAnyOther()
    {
        // /dev holds plain files, too, and those are not open already
        const string Memory = "/dev/shm";
        if (!Directory.Exists(Memory))
        {
            Assert.Ignore("This system has no such place.");
        }

        string path = Path.Combine(Memory, $"covidclassifier-test-{Path.GetRandomFileName()}");
        try
        {
            AtomicFile.Write(path, stream => stream.Write([1, 2, 3]));
            AtomicFile.Write(path, stream => stream.Write([4]));
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 4 }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void Write_ALinkToAnOpenFile_GoesOnBehindWhatStandsThere()
    {
        using FileStream open = File.Open(_folder["open.txt"], FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        open.Write([1, 2]);
        open.Flush();
        string link = _folder["link"];
        File.CreateSymbolicLink(link, $"/dev/fd/{open.SafeFileHandle.DangerousGetHandle()}");
        AtomicFile.Write(link, stream => stream.Write([3]));
        Assert.That(File.ReadAllBytes(_folder["open.txt"]), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(Directory.GetFiles(_folder.Root), Has.Length.EqualTo(2), "nothing was put beside it");
    }
}
