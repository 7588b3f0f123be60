using CovidClassifier.Search;

namespace CovidClassifier.Tests.Search;

public sealed class TrialLogTests
{
    private readonly TempFolder _folder = new();

    private string File => Path.Combine(_folder["state"], "trials.jsonl");

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Open_Again_GivesWhatWasAdded()
    {
        Write();
        using TrialLog log = TrialLog.Open(_folder["state"], "abc", resume: true);
        Assert.That(log.Entries, Has.Count.EqualTo(2));
        Assert.That(log.Entries[0].Recipe().ToString(), Is.EqualTo("net finetune, epochs 20"));
        Assert.That(log.Entries[0].Logits![1], Is.EqualTo(new[] { 0.1f, float.NegativeInfinity }));
        Assert.That(log.Entries[1].Dropped, Is.EqualTo("too slow"));
    }

    [Test]
    public void Open_ATornLastLine_IsCutOff()
    {
        Write();
        byte[] whole = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, whole[..^7]);
        using (TrialLog log = TrialLog.Open(_folder["state"], "abc", resume: true))
        {
            Assert.That(log.Entries, Has.Count.EqualTo(1));
            log.Add(Entry(2));
        }

        using TrialLog again = TrialLog.Open(_folder["state"], "abc", resume: true);
        Assert.That(again.Entries, Has.Count.EqualTo(2));
    }

    [Test]
    public void Open_AnotherSearch_IsRefused()
    {
        Write();
        Assert.That(() => TrialLog.Open(_folder["state"], "abd", resume: true), Throws.TypeOf<TrainingException>().With.Message.Contains("is another one: networks, images, seed"));
    }

    [Test]
    public void Open_NotAskedToResume_IsRefused()
    {
        Write();
        Assert.That(() => TrialLog.Open(_folder["state"], "abc", resume: false), Throws.TypeOf<TrainingException>().With.Message.Contains("holds an earlier search"));
    }

    [Test]
    public void Open_InUse_IsRefused()
    {
        using TrialLog log = TrialLog.Open(_folder["state"], "abc", resume: false);
        Assert.That(() => TrialLog.Open(_folder["state"], "abc", resume: true), Throws.TypeOf<TrainingException>().With.Message.Contains("is in use"));
    }

    private void Write()
    {
        using TrialLog log = TrialLog.Open(_folder["state"], "abc", resume: false);
        log.Add(Entry(1));
        log.Add(Entry(2) with { Logits = null, Dropped = "too slow" });
    }

    private static TrialLogEntry Entry(int number) =>
        TrialLogEntry.Of(new Trial(number, new TrialRecipe(0, "net", LearningMode.FineTuned).With("epochs", "20")), elapsed: 12.5) with
        {
            Logits = [[1, 2], [0.1f, float.NegativeInfinity]],
            Seconds = 3,
        };
}
