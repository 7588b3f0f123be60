using System.Text;

namespace CovidClassifier.Tests.Data;

public sealed class ManifestReaderTests
{
    [Test]
    public void FromCsv_UsualColumns_AreFoundInAnySpelling()
    {
        using TempFolder folder = new TempFolder().Images("x/a.png", "x/b.png")
            .Text("labels.csv", "Patient ID,File_Name,Class,source,View,Age,Gender", "P1,x/a.png,covid-19,Turin,PA,058Y,male", "P2,x/b.png,Normal,,,,");
        XRayDataset dataset = XRayDataset.FromCsv(folder["labels.csv"]);
        XRayImage a = dataset.Images[0];
        Assert.That(
            (a.Path, a.Label, a.PatientId, a.Source, a.View, a.Age, a.Sex),
            Is.EqualTo((folder["x/a.png"], "COVID-19", "P1", "Turin", "PA", (double?)58, "M")));
        XRayImage b = dataset.Images[1];
        Assert.That((b.Label, b.PatientId, b.Age), Is.EqualTo(("Normal", "P2", (double?)null)));
        Assert.That(new[] { b.Source, b.View, b.Sex }, Is.All.Null);
        Assert.That(dataset.Warnings, Is.Empty);
    }

    [Test]
    public void FromCsv_ColumnsNamedByTheCaller_Win()
    {
        using TempFolder folder = new TempFolder().Images("a.png").Text("t.csv", "file,label,photo,diagnosis", "zzz,zzz,a.png,TB");
        XRayDataset dataset = XRayDataset.FromCsv(folder["t.csv"], new CsvColumns { Path = "Photo", Label = "diagnosis" });
        Assert.That((dataset.Images[0].Path, dataset.Images[0].Label), Is.EqualTo((folder["a.png"], "TB")));
    }

    [Test]
    public void FromCsv_MissingColumn_ListsTheColumnsFound()
    {
        using TempFolder folder = new TempFolder().Text("t.csv", "file,outcome", "a.png,TB");
        Assert.That(() => XRayDataset.FromCsv(folder["t.csv"]), Throws.InstanceOf<DatasetException>().With.Message.EqualTo(
            $"Table '{folder["t.csv"]}' must have a column for the label, named 'label' or 'class' or 'classname' or 'finding'; its columns are: file, " +
                $"outcome."));
        Assert.That(() => XRayDataset.FromCsv(folder["t.csv"], new CsvColumns { Label = "outcome", View = "projection" }),
            Throws.InstanceOf<DatasetException>().With.Message.Contains("a column for the view, named 'projection'"));
    }

    [TestCase(';')]
    [TestCase('\t')]
    [TestCase(',')]
    public void FromCsv_Separator_IsFound(char separator)
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png").Text(
            "t.csv", [.. new[] { "file|label|patient|note", "a.png|TB|1|\"x, y; z\"", "b.png|Normal|2|" }.Select(l => l.Replace('|', separator))]);
        XRayDataset dataset = XRayDataset.FromCsv(folder["t.csv"]);
        Assert.That(dataset.Images.Select(i => (i.Label, i.PatientId)), Is.EqualTo(new[] { ("TB", "1"), ("Normal", "2") }));
    }

    [Test]
    public void FromCsv_QuotedLineBreaksAndBlankLines_RowsKeepTheirLine()
    {
        using TempFolder folder = new TempFolder().Images("a.png")
            .Text("t.csv", "file,label,note", "a.png,TB,\"one\ntwo\nthree\"", "", "missing.png,TB,", ",TB,no file", "a.png,,x");
        var e = Assert.Throws<DatasetException>(() => XRayDataset.FromCsv(folder["t.csv"]));
        Assert.That(e!.Problems.Select(p => (p.Kind, p.Path, p.Row)), Is.EquivalentTo(new[]
        {
            (DatasetProblemKind.MissingImage, folder["t.csv"], (int?)7),
            (DatasetProblemKind.MissingImage, folder["missing.png"], 6),
            (DatasetProblemKind.DuplicateRow, folder["a.png"], 8),
        }));
    }

    [Test]
    public void FromCsv_BlankLabel_IsAProblem()
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png").Text("t.csv", "file,label", "a.png,", "b.png,TB");
        var e = Assert.Throws<DatasetException>(() => XRayDataset.FromCsv(folder["t.csv"]));
        Assert.That(e!.Problems.Single(), Is.EqualTo(new DatasetProblem(DatasetProblemKind.UnknownLabel, folder["a.png"], 2, "it has no label")));
    }

    [Test]
    public void FromCsv_UnclosedQuote_IsReportedWithItsRowInsteadOfSwallowingTheRest()
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png", "c.png")
            .Text("t.csv", "file,label,note", "a.png,TB,", "b.png,TB,\"open", "c.png,TB,");
        var e = Assert.Throws<DatasetException>(() => XRayDataset.FromCsv(folder["t.csv"]));
        Assert.That(e!.Problems.Select(p => (p.Kind, p.Row)), Is.EqualTo(new[] { (DatasetProblemKind.MalformedRow, (int?)3) }));
    }

    [Test]
    public void FromCsv_MoreFieldsThanHeader_IsMalformed_FewerAreBlank()
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png")
            .Text("t.csv", "file,label,view", "a.png,TB,PA,shifted", "b.png,TB");
        XRayDataset dataset = XRayDataset.FromCsv(folder["t.csv"], options: new DatasetOptions { AllowProblems = true });
        Assert.That(dataset.Problems.Single(), Is.EqualTo(
            new DatasetProblem(DatasetProblemKind.MalformedRow, folder["t.csv"], 2, "it has 4 fields, the header has 3")));
        Assert.That(dataset.Images.Select(i => (i.Name, i.View)), Is.EqualTo(new[] { (folder["b.png"], (string?)null) }));
    }

    [Test]
    public void FromCsv_SameFileAgain_IsADuplicate_OtherLabelAConflict_OtherPatientAJoin()
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png", "c.png", "d.png").Text(
            "t.csv", "file,label,patient", "a.png,TB,1", "a.png,TB,1", "b.png,TB,2", "./b.png,Normal,2", "c.png,TB,9", "c.png,TB,7", "d.png,Normal,9");
        XRayDataset dataset = XRayDataset.FromCsv(folder["t.csv"], options: new DatasetOptions { AllowProblems = true });
        Assert.That(dataset.Problems.Select(p => (p.Kind, p.Row)), Is.EquivalentTo(new[]
        {
            (DatasetProblemKind.DuplicateRow, (int?)3), (DatasetProblemKind.DuplicateRow, 5),
            (DatasetProblemKind.ConflictingLabels, 4), (DatasetProblemKind.SharedByPatients, 7),
        }));
        Assert.That(dataset.Images.Select(i => (Path.GetFileName(i.Name), i.PatientId)), Is.EqualTo(new[] { ("a.png", "1"), ("c.png", "7"), ("d.png", "7") }));
        Assert.That(dataset.Warnings, Is.EqualTo(new[] { "Patients 7, 9 claim the same files and are taken as one patient, 7." }));
        Assert.That(dataset.Counts, Is.EqualTo(new DatasetCounts(7, 7, 4)));
    }

    [Test]
    public void FromCsv_AgeThatIsNone_IsUnknownAndCounted()
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png").Text("t.csv", "file,label,patient,age", "a.png,TB,1,sixty", "b.png,TB,2,6");
        XRayDataset dataset = XRayDataset.FromCsv(folder["t.csv"]);
        Assert.That(dataset.Images.Select(i => i.Age), Is.EqualTo(new double?[] { null, 6 }));
        Assert.That(dataset.Warnings, Is.EqualTo(new[] { "The age is not a number of years in 1 rows (first: row 2, 'sixty') and counts as unknown there." }));
    }

    [Test]
    public void FromCsv_Encodings_AreAllRead()
    {
        const string Table = "file,label,source\nç.png,TB,Universitário\n";
        foreach (Encoding encoding in (
            Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1])
        {
            using TempFolder folder = new TempFolder().Images("ç.png").Write("t.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(Table)]);
            Assert.That(XRayDataset.FromCsv(folder["t.csv"]).Images.Single().Source, Is.EqualTo("Universitário"), encoding.WebName);
        }
    }

    [Test]
    public void FromCsv_WindowsPathsAndAbsolutePaths_AreFound()
    {
        using TempFolder folder = new TempFolder().Images("x/a.png", "x/b.png");
        folder.Text("t.csv", "file,label", "x\\a.png,TB", $"{folder["x/b.png"]},TB");
        Assert.That(XRayDataset.FromCsv(folder["t.csv"]).Count, Is.EqualTo(2));
    }

    [Test]
    public void FromCsv_EmptyFile_IsOneClearError()
    {
        using TempFolder folder = new TempFolder().Text("t.csv");
        Assert.That(() => XRayDataset.FromCsv(folder["t.csv"]), Throws.InstanceOf<DatasetException>().With.Message.EqualTo(
            $"Table '{folder["t.csv"]}' must begin with a header line, got an empty file."));
    }
}
