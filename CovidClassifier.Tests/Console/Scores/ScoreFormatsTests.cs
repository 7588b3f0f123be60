using System.Text;
using CovidClassifier.Console.Reports;
using CovidClassifier.Console.Scores;

namespace CovidClassifier.Tests.Console.Scores;

public class ScoreFormatsTests
{
    private static readonly string[] Classes = ["COVID-19", "No, \"finding\"", "-Größe\n2"];

    private static readonly ScoreRow[] Rows =
    [
        new("b/ü \"1\",x.png", "COVID-19", [0.1f, 0.2f, 0.7f], Reason: null),
        new("gone\n.png", PredictedLabel: null, [], "Image 'gone' cannot be read: the file, \"that\", does not exist."),
        new("/a.dcm", "-Größe\n2", [1e-9f, 0.5f, 1f / 3], Reason: null),
        new("c'd.png", "'quoted", [0, 1, float.Epsilon], Reason: null),
    ];

    [TestCase("x.csv")]
    [TestCase("x.JSONL")]
    [TestCase("x.parquet")]
    public void Read_OfWhatWasWritten_GivesTheSame(string name)
    {
        IScoreFormat format = ScoreFormats.Of(name)!;
        Assert.That(Read(format, Write(format, Rows)), Is.EqualTo(Rows).Using<ScoreRow>(AreSame));
    }

    [Test]
    public void Parquet_OfMoreRowsThanAGroup_HoldsThemAll()
    {
        IScoreFormat format = ScoreFormats.Of("x.parquet")!;
        ScoreRow[] many = [.. Enumerable.Range(0, 10_003).Select(i => Rows[i % Rows.Length] with { Path = $"{i}" })];
        Assert.That(Read(format, Write(format, many)).Select(r => r.Path), Is.EqualTo(many.Select(r => r.Path)));
    }

    [TestCase("x.csv")]
    [TestCase("x.jsonl")]
    [TestCase("x.parquet")]
    public void Read_OfAnythingElse_IsInvalidData(string name)
    {
        foreach (byte[] bytes in (byte[][])["nothing of the kind\n1\n"u8.ToArray(), Write(ScoreFormats.Of(name == "x.csv" ? "x.jsonl" : "x.csv")!, Rows)])
        {
            using var stream = new MemoryStream(bytes);
            Assert.That(() => ScoreFormats.Of(name)!.Read(stream).Rows.ToArray(), Throws.TypeOf<InvalidDataException>());
        }
    }

    [Test]
    public void Csv_HasNoCellThatASpreadsheetComputes()
    {
        string[] starts = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"];
        ScoreRow[] rows = [.. starts.Select(s => new ScoreRow(s, s, [0.5f, 0.25f, 0.25f], s))];
        string text = Encoding.UTF8.GetString(Write(ScoreFormats.Of("x.csv")!, rows));
        foreach (string cell in text.Split('\n').Skip(1).SelectMany(l => l.Split(',')))
        {
            Assert.That(cell.TrimStart('"'), Does.Not.Match("^[=+\\-@\\t\\r]"), text);
        }

        Assert.That(Read(ScoreFormats.Of("x.csv")!, Encoding.UTF8.GetBytes(text)).Select(r => r.PredictedLabel), Is.EqualTo(starts));
    }

    [Test]
    public void Of_ANameWithAnotherEnding_IsNone() => Assert.That(ScoreFormats.Of("scores.xlsx"), Is.Null);

    [TestCase("x.csv")]
    [TestCase("x.jsonl")]
    [TestCase("x.parquet")]
    public void Read_OfATableWithGuardSetsAndDisagreement_GivesWhatTheySaid(string name)
    {
        IScoreFormat format = ScoreFormats.Of(name)!;
        ScoreRow[] rows =
        [
            Rows[1],
            Rows[0] with { Guard = new GuardEntry(Accepted: true, 0.25f, Reason: null), Set = [true, false, true], Disagreement = 0.125f },
            Rows[2] with { Guard = new GuardEntry(Accepted: true, 0.5f, Reason: null), Set = [false, false, false] },
            new ScoreRow("ct.png", PredictedLabel: null, [], "It is not like them.") { Guard = new GuardEntry(Accepted: false, 3.5f, "a CT slice, \"so\"") },
        ];
        using var stream = new MemoryStream(Write(format, rows, new ScoreFields(IsGuarded: true, HasSets: true, IsOfEnsemble: true)));
        ScoreTable table = format.Read(stream);
        Assert.That(table.Fields, Is.EqualTo(new ScoreFields(IsGuarded: true, HasSets: true, IsOfEnsemble: true)));
        ScoreRow[] read = [.. table.Rows];
        Assert.That(read.Select(r => r.Guard), Is.EqualTo(rows.Select(r => r.Guard)));
        Assert.That(read.Select(r => r.Set), Is.EqualTo(rows.Select(r => r.Set)));
        Assert.That(read.Select(r => r.Disagreement), Is.EqualTo(new float?[] { null, 0.125f, null, null }));
    }

    [TestCase("x.csv")]
    [TestCase("x.jsonl")]
    [TestCase("x.parquet")]
    public void Read_OfATableWithSetsAlone_GivesThem(string name)
    {
        IScoreFormat format = ScoreFormats.Of(name)!;
        using var stream = new MemoryStream(Write(format, [Rows[1], Rows[0] with { Set = [true, false, true] }], new ScoreFields(false, HasSets: true)));
        ScoreTable table = format.Read(stream);
        Assert.That(table.Fields, Is.EqualTo(new ScoreFields(IsGuarded: false, HasSets: true)));
        Assert.That(table.Rows.Select(r => r.Set), Is.EqualTo(new bool[]?[] { null, [true, false, true] }));
    }

    private static byte[] Write(IScoreFormat format, IReadOnlyList<ScoreRow> rows, ScoreFields fields = default)
    {
        using var stream = new MemoryStream();
        format.Write(stream, new ScoreTable(Classes, rows) { Fields = fields });
        return stream.ToArray();
    }

    private static ScoreRow[] Read(IScoreFormat format, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        ScoreTable table = format.Read(stream);
        Assert.That(table.ClassNames, Is.EqualTo(Classes));
        return [.. table.Rows];
    }

    private static bool AreSame(ScoreRow a, ScoreRow b) =>
        (a.Path, a.PredictedLabel, a.Reason) == (b.Path, b.PredictedLabel, b.Reason) && a.Probabilities.SequenceEqual(b.Probabilities);
}
