using CovidClassifier.Foundation;
using CovidClassifier.Search;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Tests.Search;

public sealed class TrialLogTests
{
    private static readonly Network[] Networks = [Backbone.MobileNetV2];
    private static readonly Fingerprint ThisSearch = new("1.2.3+abc", "this search");
    private static readonly TrialRecipe Recipe = new TrialRecipe(Networks[0], FineTunedFamily.Instance).With(FineTunedFamily.Epochs, 20);

    private readonly TempFolder _folder = new();

    private string File => Path.Combine(_folder["state"], "trials.jsonl");

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Open_Again_GivesWhatWasAdded()
    {
        Write();
        using TrialLog log = TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: true);
        Assert.That(log.Entries, Has.Count.EqualTo(2));
        Assert.That(log.Entries[0].Recipe, Is.EqualTo(Recipe));
        Assert.That(log.Entries[0].Logits![1], Is.EqualTo(new[] { 0.1f, float.NegativeInfinity }));
        Assert.That(log.Entries[1].Dropped, Is.EqualTo("too slow"));
    }

    [Test]
    public void Open_ATornLastLine_IsCutOff()
    {
        Write();
        byte[] whole = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, whole[..^7]);
        using (TrialLog log = TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: true))
        {
            Assert.That(log.Entries, Has.Count.EqualTo(1));
            log.Add(Entry(2));
        }

        using TrialLog again = TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: true);
        Assert.That(again.Entries, Has.Count.EqualTo(2));
    }

    [Test]
    public void Open_AnotherSearch_IsRefused()
    {
        Write();
        Assert.That(() => TrialLog.Open(_folder["state"], ThisSearch with { Hash = "abd" }, Networks, resume: true),
            Throws.TypeOf<TrainingException>().With.Message.Contains(
            "belongs to another run of this version 1.2.3+abc: networks, images, execution provider, seed, folds or metric differ"));
    }

    [Test]
    public void Open_ASearchOfAnOlderVersion_IsRefusedByBothVersions()
    {
        Write();
        Assert.That(
            () => TrialLog.Open(_folder["state"], ThisSearch with { Version = "1.2.4" }, Networks, resume: true),
            Throws.TypeOf<TrainingException>().With.Message.Contains("was made by version 1.2.3+abc of the library, and this is version 1.2.4"));
    }

    [Test]
    public void Open_ALogFromBeforeVersionsWereKept_IsRefusedAsOlder()
    {
        _folder.Text("state/trials.jsonl", """{"Format":1,"Search":"abc"}""", "");
        Assert.That(
            () => TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: true),
            Throws.TypeOf<TrainingException>().With.Message.Contains("was made by an older version of the library, and this is version 1.2.3+abc"));
    }

    [Test]
    public void Open_NotAskedToResume_IsRefused()
    {
        Write();
        Assert.That(() => TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: false),
            Throws.TypeOf<TrainingException>().With.Message.Contains("holds an earlier search"));
    }

    [Test]
    public void Open_InUse_IsRefused()
    {
        using TrialLog log = TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: false);
        Assert.That(() => TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: true),
            Throws.TypeOf<TrainingException>().With.Message.Contains("is in use"));
    }

    [Test]
    public void Open_OneBitOfTheFileFlipped_IsRefusedOrGivesTheSame()
    {
        Write();
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int bit = 0; bit < whole.Length * 8; bit += 7)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            System.IO.File.WriteAllBytes(File, damaged);
            try
            {
                using TrialLog log = TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: true);

                // a last line whose break is lost counts as torn: that trial is run again
                Assert.That(log.Entries, Has.Count.EqualTo(2).Or.Count.EqualTo(bit / 8 == whole.Length - 1 ? 1 : 2));
                Assert.That(log.Entries[0].Recipe, Is.EqualTo(Recipe));
                Assert.That(log.Entries[0].Logits![1], Is.EqualTo(new[] { 0.1f, float.NegativeInfinity }));
            }
            catch (TrainingException e)
            {
                Assert.That(e.Message, Does.Contain(_folder["state"]));
            }
        }
    }

    [TestCase("\n\n\n")]
    [TestCase("null\n")]
    [TestCase("{}\n")]
    [TestCase("{\"Format\":4,\"Version\":\"1.2.3+abc\",\"Search\":\"this search\"}\n{\"Trial\":0}\n")]
    [TestCase("{\"Format\":4,\"Version\":\"1.2.3+abc\",\"Search\":\"this search\"}\n{\"Trial\":2000000000}\n")]
    [TestCase("{\"Format\":4,\"Version\":\"1.2.3+abc\",\"Search\":\"this search\"}\nnull\n")]
    public void Open_LinesThatAreNoTrials_AreRefused(string text)
    {
        _folder.Text("state/trials.jsonl", text);
        Assert.That(() => TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: true), Throws.TypeOf<TrainingException>());
        Assert.That(() => System.IO.File.Delete(File), Throws.Nothing, "the file is let go of");
    }

    private void Write()
    {
        using TrialLog log = TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: false);
        log.Add(Entry(1));
        log.Add(Entry(2) with { Logits = null, Dropped = "too slow" });
    }

    private static TrialLogEntry Entry(int number) =>
        new(number, Recipe, Elapsed: 12.5)
        {
            Logits = [[1, 2], [0.1f, float.NegativeInfinity]],
            Seconds = 3,
        };
}
