using System.Text;

namespace CovidClassifier.Tests.Data.Tables;

/// <summary>Tables that people have, beside those of the shared cases.</summary>
public sealed class TableLayoutTests
{
    private static readonly Encoding[] Encodings =
    [
        new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, false), new UnicodeEncoding(false, true), new UnicodeEncoding(true,
            false), new UnicodeEncoding(true, true),
        new UTF32Encoding(false, false), new UTF32Encoding(false, true), new UTF32Encoding(true, false), new UTF32Encoding(true, true), Encoding.Latin1,
    ];

    [Test, Combinatorial]
    public void Encoding_WithAndWithoutMark_PlainAndPacked_IsRead([ValueSource(nameof(Encodings))] Encoding encoding, [Values] bool isPacked)
    {
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes("file;label;source\nM\u00FCller.png;COVID-19;K\u00F6ln\nb.png;Normal;Bonn\n")];
        using TempFolder folder = new TempFolder().Images("M\u00FCller.png", "b.png");
        _ = isPacked ? folder.Packed("t.csv", bytes) : folder.Write("t.csv", bytes);
        Assert.That(XRayDataset.Open(folder["t.csv"]).Images.Select(i => (Path.GetFileName(i.Path), i.Source)),
            Is.EqualTo(new[] { ("M\u00FCller.png", "K\u00F6ln"), ("b.png", "Bonn") }));
    }

    [TestCase("sep=;\r\n", ';')]
    [TestCase("SEP=;\n", ';')]
    [TestCase("\"sep=;\"\n", ';')]
    [TestCase("\"sep=\";\"\"\n", ';')]
    [TestCase("sep=;;;\n", ';')]
    [TestCase("sep=,\n", ',')]
    [TestCase("sep=\t\n", '\t')]
    [TestCase("sep=\\t\n", '\t')]
    [TestCase("sep=|\n", '|')]
    [TestCase("sep=^\n", '^')]
    [TestCase(" sep = ;\n", ';')]
    [TestCase("sep=\n", ',')]
    public void Separator_SaidInTheFirstLine_IsTaken(string line, char separator)
    {
        string[] rows = [$"file{separator}label", $"a.png{separator}COVID-19", $"b.png{separator}", $"c.png{separator}Normal"];
        using TempFolder folder = new TempFolder().Images("a.png", "b.png", "c.png").Write("t.csv", Encoding.UTF8.GetBytes(line + string.Join('\n', rows)));
        XRayDataset dataset = XRayDataset.Open(folder["t.csv"], options: new DatasetOptions { AllowProblems = true });
        Assert.That((dataset.Count, dataset.Problems.Single().Row), Is.EqualTo((2, 4)), "rows are counted with the first line");
    }

    [TestCase("NA")]
    [TestCase("N/A")]
    [TestCase("<NA>")]
    [TestCase("#N/A")]
    [TestCase("nan")]
    [TestCase("NaN")]
    [TestCase("NULL")]
    [TestCase("None")]
    [TestCase("-")]
    [TestCase("?")]
    [TestCase("unlabelled")]
    public void Label_ThatStandsForNothing_IsNone(string label)
    {
        XRayDataset dataset = Table(["a.png", "b.png", "c.png"], "file,label", "a.png,COVID-19", "b.png,Normal", $"c.png,{label}");
        Assert.That((string.Join(' ', dataset.ClassNames), dataset.Problems.Single().Kind), Is.EqualTo(("COVID-19 Normal", DatasetProblemKind.UnknownLabel)));
    }

    [Test]
    public void Label_OfNumbers_ComparesByValue() =>
        Assert.That(Table(["a.png", "b.png", "c.png", "d.png"], "file,label", "a.png,1", "b.png,1.0", "c.png,0", "d.png,00").ClassNames,
            Is.EqualTo(new[] { "0", "1" }));

    [TestCase("single", "Effusion 1, Normal 1", 2)]
    [TestCase("first", "Effusion 2, Mass 1, Normal 1", 0)]
    [TestCase("combined", "Effusion 1, Effusion + Mass 2, Normal 1", 0)]
    [TestCase("Mass > No Finding > *", "Mass 2, Normal 1, Other 1", 0)]
    [TestCase("Mass>No Finding", "Mass 2, Normal 1", 1)]
    public void Labels_SeveralInAField_FollowTheRule(string rule, string classes, int leftOut)
    {
        XRayDataset dataset = Table(
            ["a.png", "b.png", "c.png", "d.png"], LabelRule.Parse(rule), "file,label", "a.png,Effusion|Mass", "b.png,\"['Mass', 'Effusion']\"",
                "c.png,Effusion", "d.png,No Finding");
        Assert.That(Readers.DatasetFixture.Describe(dataset), Is.EqualTo(classes));
        Assert.That(dataset.LeftOut.Sum(l => l.Count), Is.EqualTo(leftOut));
    }

    [Test]
    public void Labels_InAColumnEach_AreReadAndSaid()
    {
        XRayDataset dataset = Table(
            ["a.png", "b.png", "c.png", "d.png"], "file,COVID-19,Normal,died,age", "a.png,1,0,1,50", "b.png,0,1.0,0,60", "c.png,1,1,0,61", "d.png,,-1,,62");
        Assert.That(Readers.DatasetFixture.Describe(dataset), Is.EqualTo("COVID-19 1, Normal 1"));
        Assert.That(dataset.LeftOut.Select(l => l.Count), Is.EqualTo(new[] { 1, 1 }), "several, uncertain");
        Assert.That(dataset.Notes, Has.One.Contains("columns of 0 and 1 that are named for classes: COVID-19, Normal"));
    }

    [Test]
    public void Labels_InOneColumnOfZeroAndOne_AreTheClassAndOther() =>
        Assert.That(Readers.DatasetFixture.Describe(Table(["a.png", "b.png"], "file,covid", "a.png,1", "b.png,0")), Is.EqualTo("COVID-19 1, Other 1"));

    [Test]
    public void Labels_InColumnsOfNoKnownClass_AreAskedFor()
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png").Text("t.csv", "file,died,smoker", "a.png,1,0", "b.png,0,1");
        Assert.That(() => XRayDataset.Open(folder["t.csv"]), Throws.InstanceOf<DatasetException>().With.Message.Contains("if the columns of 0 and 1, died, "
            + "smoker, are labels, name those that are"));
        Assert.That(XRayDataset.FromCsv(folder["t.csv"], new CsvColumns { Label = "died, smoker" }).ClassNames, Is.EqualTo(new[] { "died", "smoker" }));
    }

    [Test]
    public void Labels_AColumnThatHoldsSomethingElse_IsAProblemOfItsRow() => Assert.That(
        Table(["a.png", "b.png", "c.png"], new CsvColumns { Label = "covid,normal" }, "file,covid,normal", "a.png,1,0", "b.png,0,1",
            "c.png,2,0").Problems.Single(),
        Has.Property(nameof(DatasetProblem.Row)).EqualTo(4).And.Property(nameof(DatasetProblem.Reason)).EqualTo("column 'covid' must hold 1, 0, -1 or "
            + "nothing, got '2'"));

    [Test]
    public void Split_InAColumn_IsTheDatasetsOwn()
    {
        XRayDataset dataset = Table(["a.png", "b.png", "c.png"], "file,label,split", "a.png,A,train", "b.png,B,Train", "c.png,A,TEST");
        Assert.That(dataset.Images.Select(i => i.GivenPart), Is.EqualTo(new DatasetPart?[] { DatasetPart.Training, DatasetPart.Training, DatasetPart.Test }));
        Assert.That(Table(["a.png", "b.png"], "file,label,split", "a.png,A,fold1", "b.png,B,fold2").Warnings,
            Has.One.Contains("2 rows say something else (first: row 2, 'fold1')"));
    }

    [TestCase("C.PNG", "c.png")]
    [TestCase("c", "c.png")]
    [TestCase("c.jpeg", "c.png")]
    [TestCase("c.png", "deep/er/c.png")]
    [TestCase("wrong/c.png", "right/c.png")]
    [TestCase("D:\\study\\images\\c.png", "images/c.png")]
    [TestCase("/home/somebody/study/c.png", "c.png")]
    [TestCase("re\u0301mi.png", "r\u00E9mi.png")]
    [TestCase("R%C3%A9mi%201.png", "R\u00E9mi 1.png")]
    [TestCase("CR.1.2.840.113564", "images/CR.1.2.840.113564.png")]
    public void Name_ThatNearlyFitsOneFile_IsReadAndSaid(string row, string file)
    {
        XRayDataset dataset = Table([file, "n.png"], "file,label", $"{row},COVID-19", "n.png,Normal");
        Assert.That((dataset.Count, dataset.Notes.Count(w => w.StartsWith("1 row names a file that is there", StringComparison.Ordinal))),
            Is.EqualTo((2, 1)));
    }

    [Test]
    public void Name_ThatNearlyFitsSeveral_IsAProblemThatNamesThem()
    {
        XRayDataset dataset = Table(["a/c.png", "b/c.png", "n.png"], "file,label", "c.png,COVID-19", "n.png,Normal");
        Assert.That(dataset.Problems.Single().Reason, Is.EqualTo($"the file does not exist, but '{Path.Combine("a", "c.png")}', "
            + $"'{Path.Combine("b", "c.png")}' are there"));
    }

    [Test]
    public void Name_OfAFileThatAnotherRowNames_IsNotTaken()
    {
        XRayDataset dataset = Table(["test/1.png", "n.png"], "file,label", "train/1.png,COVID-19", "test/1.png,Normal", "n.png,COVID-19");
        Assert.That(dataset.Images.Select(i => Path.GetFileName(i.Path)), Is.EqualTo(new[] { "1.png", "n.png" }));
        Assert.That(dataset.Problems.Single().Reason, Does.Contain("'test/1.png' is there").Or.Contain("'test\\1.png' is there"));
    }

    [Test]
    public void Name_ThatTwoRowsComeNear_IsNeitherOnes()
    {
        XRayDataset dataset = Table(["c.png", "n.png"], "file,label", "C.png,COVID-19", "c.PNG,Normal", "n.png,Normal");
        Assert.That((dataset.Count, dataset.Problems.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Name_OfAMask_IsNeverTakenForTheImage() =>
        Assert.That(Table(["masks/c.png", "n.png"], "file,label", "images/c.png,COVID-19", "n.png,Normal").Problems.Single().Reason,
            Is.EqualTo("the file does not exist"));

    [Test]
    public void Columns_TwoOfOneName_AreRefused()
    {
        using TempFolder folder = new TempFolder().Images("a.png").Text("t.csv", "file,label,Label", "a.png,A,B");
        Assert.That(() => XRayDataset.Open(folder["t.csv"]), Throws.InstanceOf<DatasetException>().With.Message.Contains("must have one column 'label', got "
            + "2: columns 2 and 3"));
    }

    [Test]
    public void Fields_AsSpreadsheetsKeepZeros_AreUnwrapped() => Assert.That(
        Table(["a.png", "b.png"], "file,label,patient", "a.png,A,\"=\"\"007\"\"\"", "b.png,B,'012").Images.Select(i => i.PatientId),
            Is.EqualTo(new[] { "007", "012" }));

    [Test]
    public void Manifests_Two_AreBothNamed()
    {
        using TempFolder folder = new TempFolder().Images("a.png").Text("manifest.csv", "file,label", "a.png,A").Text("manifest.tsv", "file\tlabel",
            "a.png\tA");
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains("manifest.csv and manifest.tsv"));
    }

    private static XRayDataset Table(string[] images, params string[] lines) => Table(images, new CsvColumns(), null, lines);

    private static XRayDataset Table(string[] images, LabelRule rule, params string[] lines) => Table(images, new CsvColumns(), rule, lines);

    private static XRayDataset Table(string[] images, CsvColumns columns, params string[] lines) => Table(images, columns, null, lines);

    private static XRayDataset Table(string[] images, CsvColumns columns, LabelRule? rule, string[] lines)
    {
        using TempFolder folder = new TempFolder().Images(images).Text("t.csv", lines);
        return XRayDataset.FromCsv(folder["t.csv"], columns, new DatasetOptions { AllowProblems = true, LabelRule = rule });
    }
}
