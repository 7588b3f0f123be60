using CovidClassifier.Console;
using CovidClassifier.Console.Scores;

namespace CovidClassifier.Tests.Console.Scores;

public class ScoreJournalTests
{
    private static readonly JournalHead Head = new("hash", ["COVID-19", "Normal"]);

    private static readonly ScoreRow[] Rows =
        [.. Enumerable.Range(0, 5)
            .Select(i => new ScoreRow($"{i}\n.png", i == 3 ? null : "Normal", i == 3 ? [] : [0.25f, 0.75f], i == 3 ? "It is gone." : null))];

    private readonly TempFolder _folder = new();

    private string Output => _folder["scores.csv"];

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Open_AfterAKillAtAnyByte_HoldsTheWholeRowsBeforeIt_AndGoesOn()
    {
        Write(Rows);
        byte[] whole = File.ReadAllBytes(ScoreJournal.PathOf(Output));
        int headEnd = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = headEnd; length <= whole.Length; length++)
        {
            File.WriteAllBytes(ScoreJournal.PathOf(Output), whole[..length]);
            int kept = whole[headEnd..length].Count(b => b == '\n');
            using ScoreJournal journal = ScoreJournal.Open(Output, Head);
            Assert.That(journal.Rows, Is.EqualTo(kept), $"{length} bytes");
            foreach (ScoreRow row in Rows.Skip(kept))
            {
                journal.Add(row);
            }

            Assert.That(journal.Read().Select(r => r.Path), Is.EqualTo(Rows.Select(r => r.Path)));
        }
    }

    [Test]
    public void Open_WithADamagedRow_KeepsThoseBeforeIt()
    {
        Write(Rows);
        byte[] bytes = File.ReadAllBytes(ScoreJournal.PathOf(Output));
        int third = bytes.AsSpan().IndexOf("2\\n.png"u8);
        bytes[third] ^= 1;
        File.WriteAllBytes(ScoreJournal.PathOf(Output), bytes);
        using ScoreJournal journal = ScoreJournal.Open(Output, Head);
        Assert.That(journal.Rows, Is.EqualTo(2));
    }

    [Test]
    public void Open_OfAnotherModel_OrOfNoJournal_IsRefused()
    {
        Write(Rows);
        Assert.That(() => ScoreJournal.Open(Output, Head with { ModelHash = "other" }), Throws.TypeOf<UsageException>().With.Message.Contains("another model"));
        Assert.That(() => ScoreJournal.Open(Output, Head with { ClassNames = ["Normal", "COVID-19"] }), Throws.TypeOf<UsageException>());
        File.WriteAllText(ScoreJournal.PathOf(Output), "path,label\n");
        Assert.That(() => ScoreJournal.Open(Output, Head), Throws.TypeOf<UsageException>().With.Message.Contains("not the journal"));
        Assert.That(File.ReadAllText(ScoreJournal.PathOf(Output)), Is.EqualTo("path,label\n"), "nothing of it is lost");
    }

    [Test]
    public void Open_WhileAnotherHoldsIt_IsRefused()
    {
        using ScoreJournal journal = ScoreJournal.Open(Output, Head);
        Assert.That(() => ScoreJournal.Open(Output, Head), Throws.TypeOf<UsageException>().With.Message.Contains("another process"));
    }

    private void Write(IEnumerable<ScoreRow> rows)
    {
        using ScoreJournal journal = ScoreJournal.Open(Output, Head);
        foreach (ScoreRow row in rows)
        {
            journal.Add(row);
        }
    }
}
